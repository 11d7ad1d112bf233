// Tutorial, chapter 4: channels that hold values.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::writer;

// [numbers]
process numbers(writer<int> out) {
  for (int i = 1; i <= 10; ++i) co_await out.write(i);
}

process_of<int> sum(reader<int> in) {
  int total = 0;
  while (auto x = co_await in.next()) total += *x;
  co_return total;
}
// [/numbers]

// [fifo]
process_of<int> nothing_is_lost() {
  csp::channel<int, csp::fifo<4>> c;
  auto [source, total] = co_await csp::par(numbers(c.writer()), sum(c.reader()));
  co_return *total;
}
// [/fifo]

// [oldest]
process_of<int> the_last_four() {
  csp::channel<int, csp::overwrite_oldest<4>> c;
  reader<int> in = c.reader();
  co_await numbers(c.writer());  // nobody reads yet, and it does not wait
  std::printf("%u numbers were dropped\n", static_cast<unsigned>(c.dropped()));
  co_return co_await sum(std::move(in));
}
// [/oldest]

// [latest]
process_of<int> the_last_one() {
  csp::channel<int, csp::latest> c;
  reader<int> in = c.reader();
  co_await numbers(c.writer());
  co_return co_await in.read();
}
// [/latest]

process_of<bool> all() {
  const int everything = co_await nothing_is_lost();
  const int four = co_await the_last_four();
  const int one = co_await the_last_one();
  std::printf("sums: %d and %d; the last number: %d\n", everything, four, one);
  co_return everything == 55 && four == 7 + 8 + 9 + 10 && one == 10;
}

int main() {
  const auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
