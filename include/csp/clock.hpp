// Points in time and delays, over the port's clock.
#pragma once
#include "core/language.hpp"

#include "port/clock.hpp"
#include "saturated.hpp"

namespace csp {

// A clock as those of std::chrono: microseconds since any origin, signed, steady; it does not wrap.
struct clock {
  using rep = port::ticks;
  using period = std::micro;
  using duration = std::chrono::duration<rep, period>;
  using time_point = std::chrono::time_point<clock, duration>;
  static constexpr bool is_steady = true;

  static time_point now() noexcept { return time_point(duration(port::now())); }
};

// Sums and differences of points in time have the types that std::chrono gives them. What would overflow stays at the
// first or the last: now() + hours::max() never comes.
template <class D, class Rep, class Period>
constexpr auto operator+(const std::chrono::time_point<clock, D>& t, const std::chrono::duration<Rep, Period>& d) {
  using common = std::common_type_t<D, std::chrono::duration<Rep, Period>>;
  return std::chrono::time_point<clock, common>(
      common(core::sum(core::count_in<common>(t.time_since_epoch()), core::count_in<common>(d))));
}
template <class D, class Rep, class Period>
constexpr auto operator+(const std::chrono::duration<Rep, Period>& d, const std::chrono::time_point<clock, D>& t) {
  return t + d;
}
template <class D, class Rep, class Period>
constexpr auto operator-(const std::chrono::time_point<clock, D>& t, const std::chrono::duration<Rep, Period>& d) {
  using common = std::common_type_t<D, std::chrono::duration<Rep, Period>>;
  return std::chrono::time_point<clock, common>(
      common(core::difference(core::count_in<common>(t.time_since_epoch()), core::count_in<common>(d))));
}
template <class D1, class D2>
constexpr auto operator-(const std::chrono::time_point<clock, D1>& a, const std::chrono::time_point<clock, D2>& b) {
  using common = std::common_type_t<D1, D2>;
  return common(
      core::difference(core::count_in<common>(a.time_since_epoch()), core::count_in<common>(b.time_since_epoch())));
}

namespace core {

// Rounded up, so that nobody wakes early; none is negative. What is longer than the clock lasts is for ever.
template <class Rep, class Period>
constexpr port::ticks delay(std::chrono::duration<Rep, Period> d) {
  const port::ticks t = microseconds(d);
  if (static_cast<std::uint64_t>(t) < port::never) [[likely]]
    return t;
  return t < 0 ? 0 : port::never;
}

// Likewise.
template <class Duration>
constexpr port::ticks instant(std::chrono::time_point<clock, Duration> t) {
  return microseconds(t.time_since_epoch());
}

// When a delay is over that begins at a time which the clock has shown as `now`, or a little later.
inline port::ticks deadline(port::ticks now, port::ticks delay) { return now + port::resolution + delay; }

}  // namespace core
}  // namespace csp
