// Reference: operations.
#include <csp/csp.hpp>
#include <string>
#include <utility>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

// [read]
process_of<int> read_all(reader<int> in) {
  int sum = co_await in.read();                       // ends this process when none can come
  while (auto x = co_await in.next()) sum += *x;      // false: closed or poisoned
  if (in.try_read() != status::closed) co_return -1;  // never waits
  co_return sum;
}
// [/read]

// [write]
process write_all(writer<int> out) {
  co_await out.write(1);                  // ends this process when none ever takes it
  const status s = co_await out.send(2);  // done, closed or poisoned
  if (s == status::done) co_await out.write(3);
}
// [/write]

// [made]
struct job {
  std::string name;
  int number;
};
process submit(writer<job> out) {
  co_await out.write(csp::made<job>("measure", 1));  // what write(job{"measure", 1}) means, with every compiler
}
// [/made]

// [extended]
process_of<std::string> look_first(reader<job> in) {
  std::string seen;
  const job j = co_await in.extended([&](const job& offered) { seen = offered.name; });  // its writer still waits
  co_return j.number == 1 ? seen : "";
}
// [/extended]

// [within]
process_of<int> until_silence(reader<int> in) {
  int count = 0;
  while (co_await in.next().within(10ms)) ++count;
  co_return count;
}
// [/within]

// [par]
process_of<int> exchange(reader<int> in, writer<int> out) {
  auto [x, nothing] = co_await csp::par(in.read(), out.write(7));  // in whatever order the partners come
  co_return x;
}
// [/par]

process_of<bool> all() {
  csp::channel<int> c, d, silent;
  csp::channel<job> jobs;
  const writer<int> open = silent.writer();
  auto [written, read] = co_await csp::par(write_all(c.writer()), read_all(c.reader()));
  auto [submitted, seen] = co_await csp::par(submit(jobs.writer()), look_first(jobs.reader()));
  auto [there, back] = co_await csp::par(exchange(d.reader(), d.writer()), until_silence(silent.reader()));
  co_return *read == 6 && *seen == "measure" && *there == 7 && *back == 0;
}

int main() {
  auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
