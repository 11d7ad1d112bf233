// Reference: time.
#include <csp/csp.hpp>
#include <cstdint>
using csp::process, csp::process_of, csp::reader;
using namespace std::chrono_literals;

// [sleep]
process_of<bool> sleeps() {
  const csp::clock::time_point start = csp::clock::now();
  co_await csp::sleep_for(2ms);
  co_await csp::sleep_until(start + 4ms);
  co_return csp::clock::now() - start >= 4ms;  // never early
}
// [/sleep]

// [after]
process_of<bool> waits_in_vain(reader<int> in) {
  int x = 0;
  const csp::clock::time_point limit = csp::clock::now() + 2ms;
  const unsigned which = co_await csp::pri_alt(in.into(x), csp::after(1h), csp::at(limit));
  co_return which == 2;
}
// [/after]

// [ticker]
process_of<std::uint64_t> counts_periods() {
  csp::ticker t(1ms);
  std::uint64_t periods = 0;
  while (periods < 5) periods += co_await t.tick();  // 1, or more when it came too late for some
  co_return periods;
}
// [/ticker]

// [clock]
bool adds_up() {
  const auto now = csp::clock::now();
  return now + 1h - 60min == now && now + std::chrono::hours::max() > now;  // for ever stays for ever
}
// [/clock]

process_of<bool> all() {
  csp::channel<int> c;
  const auto open = c.writer();
  const bool slept = co_await sleeps();
  const bool timed_out = co_await waits_in_vain(c.reader());
  const std::uint64_t periods = co_await counts_periods();
  co_return slept&& timed_out&& periods >= 5;
}

int main() {
  auto right = csp::run(all());
  return right && *right && adds_up() ? 0 : 1;
}
