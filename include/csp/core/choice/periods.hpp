// Whole periods in a time. Small machines have no division of 64 bits at hand, and linking one may bring in the tables
// of exceptions.
#pragma once
#include <cstddef>
#include <cstdint>

namespace csp::core {

// In turns of one bit, no more than the quotient has.
[[gnu::noinline]] constexpr std::uint64_t divided_bitwise(std::uint64_t time, std::uint64_t period) {
  std::uint64_t step = 1;
  for (; period <= time - period; period *= 2) step *= 2;
  std::uint64_t periods = 0;
  for (; step != 0; step /= 2, period /= 2) {
    if (time < period) continue;
    time -= period;
    periods += step;
  }
  return periods;
}

// Rounded down; `time` is not negative, and a period more than nothing.
constexpr std::uint64_t periods_in(std::int64_t time, std::int64_t period) {
  if (time < period) return 0;
  if constexpr (sizeof(std::size_t) >= sizeof(time)) return static_cast<std::uint64_t>(time / period);
  return divided_bitwise(static_cast<std::uint64_t>(time), static_cast<std::uint64_t>(period));
}

}  // namespace csp::core
