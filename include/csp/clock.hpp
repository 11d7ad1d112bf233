// Points in time and delays, over the port's clock.
#pragma once
#include <chrono>

#include "core/misuse.hpp"
#include "port/clock.hpp"

namespace csp {

// The port's clock: microseconds, steady, wrapping like the port's counter. A point in time is meaningful until half of
// the wrap after it.
struct clock {
  using rep = port::ticks;
  using period = std::micro;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<clock, duration>;
  static constexpr bool is_steady = true;

  static time_point now() noexcept { return time_point(duration(port::now())); }
};

namespace core {

// Compares in the coarser of both units, in which neither overflows.
template <class Rep, class Period, class Limit>
bool exceeds(std::chrono::duration<Rep, Period> d, Limit limit) {
  using wide = std::chrono::duration<std::conditional_t<std::is_floating_point_v<Rep>, Rep, std::int64_t>, Period>;
  if constexpr (std::is_floating_point_v<Rep> || std::ratio_less_equal_v<typename Limit::period, Period>) {
    return wide(d) > std::chrono::duration_cast<wide>(limit);
  } else {
    return std::chrono::ceil<Limit>(d) > limit;
  }
}

// Rounded up, so that nobody wakes early; none is negative. Beyond half of the clock's wrap: an assertion.
template <class Rep, class Period>
port::ticks delay(std::chrono::duration<Rep, Period> d) {
  if (d <= d.zero()) return 0;
  using wide = std::chrono::duration<std::int64_t, std::micro>;
  constexpr wide longest(static_cast<std::int64_t>(~port::ticks{0} >> 1));
  if (exceeds(d, longest)) misuse("a delay is longer than half of the clock's wrap", "timer", 0);
  return static_cast<port::ticks>(std::chrono::ceil<wide>(d).count());
}

template <class Duration>
port::ticks instant(std::chrono::time_point<clock, Duration> t) {
  using wide = std::chrono::duration<std::int64_t, std::micro>;
  return static_cast<port::ticks>(std::chrono::ceil<wide>(t.time_since_epoch()).count());
}

}  // namespace core
}  // namespace csp
