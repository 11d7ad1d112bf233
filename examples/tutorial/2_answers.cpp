// Tutorial, chapter 2: operations that answer instead of ending their process.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

process numbers(writer<int> out, int first, int last) {
  for (int i = first; i <= last; ++i) co_await out.write(i);
}

// [mean]
process_of<int> mean(reader<int> in) {
  int sum = 0, count = 0;
  while (auto x = co_await in.next()) {
    sum += *x;
    ++count;
  }
  co_return count == 0 ? 0 : sum / count;
}
// [/mean]

// [taken]
process_of<int> offer_until_nobody_wants(writer<int> out) {
  int taken = 0;
  while (co_await out.send(taken) == status::done) ++taken;
  co_return taken;
}

process take(reader<int> in, int count) {
  for (int i = 0; i < count; ++i) co_await in.read();
}
// [/taken]

// [try]
bool nobody_is_there(csp::channel<int>& c) {
  return c.try_read() == status::would_wait && c.try_write(1) == status::would_wait;
}
// [/try]

process_of<bool> all() {
  csp::channel<int> a, b, c;
  const bool alone = nobody_is_there(c);
  auto [source, middle] = co_await csp::par(numbers(a.writer(), 10, 20), mean(a.reader()));
  auto [taken, taker] = co_await csp::par(offer_until_nobody_wants(b.writer()), take(b.reader(), 3));
  std::printf("the mean is %d, and %d were taken\n", *middle, *taken);
  co_return alone&&* middle == 15 && *taken == 3;
}

int main() {
  const auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
