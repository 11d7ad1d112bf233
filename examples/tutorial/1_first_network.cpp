// Tutorial, chapter 1: processes, channels, and how a network stops by itself.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

// [numbers]
process numbers(writer<int> out) {
  for (int i = 1; i <= 5; ++i) co_await out.write(i);
}
// [/numbers]

// [squares]
process squares(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x * x);
  }
}
// [/squares]

// [sum]
process_of<int> sum(reader<int> in, int count) {
  int total = 0;
  for (int i = 0; i < count; ++i) total += co_await in.read();
  co_return total;
}
// [/sum]

// [network]
process_of<int> network() {
  csp::channel<int> plain, squared;
  auto [source, filter, total] =
      co_await csp::par(numbers(plain.writer()), squares(plain.reader(), squared.writer()), sum(squared.reader(), 5));
  std::printf("numbers: %s, squares: %s\n", name(source.status()), name(filter.status()));
  co_return filter == status::closed ? *total : 0;
}
// [/network]

// [main]
int main() {
  const auto total = csp::run(network());
  if (!total) return 1;
  std::printf("the sum is %d\n", *total);
  return *total == 55 ? 0 : 1;
}
// [/main]
