// Tutorial, chapter 7: processes that are started one by one. Jobs come as they come, and each gets a process.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::spawner, csp::writer;

process jobs(writer<int> out) {
  for (int n = 1; n <= 20; ++n) co_await out.write(n);
}

// [work]
process work(int n, writer<int> out) {
  co_await csp::yield();  // as if it took its time
  co_await out.write(n * n);
}
// [/work]

// [manager]
process manager(reader<int> in, writer<int> out) {
  auto body = [&](spawner& here) -> process {
    while (auto n = co_await in.next())
      if (here.spawn(work(*n, out)) != csp::status::done) std::puts("a job was dropped");
  };
  co_await csp::scope(body);
}  // here all of them have ended
// [/manager]

process_of<int> sum(reader<int> in) {
  int total = 0;
  while (auto x = co_await in.next()) total += *x;
  co_return total;
}

process_of<int> network() {
  csp::channel<int> wanted, ready;
  auto [source, middle, total] =
      co_await csp::par(jobs(wanted.writer()), manager(wanted.reader(), ready.writer()), sum(ready.reader()));
  co_return *total;
}

int main() {
  const auto total = csp::run(network());
  if (!total) return 1;
  std::printf("the sum of the squares is %d\n", *total);
  return *total == 2870 ? 0 : 1;
}
