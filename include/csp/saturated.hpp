// Arithmetic of time that stays at its ends where it would overflow: the longest is for ever.
#pragma once
#include "core/language.hpp"

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <utility>

#include "core/diagnostics/misuse.hpp"

namespace csp::core {

template <class T>
constexpr T sum(T a, T b) {
  if constexpr (std::integral<T>) {
    T out{};
    if (__builtin_add_overflow(a, b, &out))
      return std::cmp_less(b, 0) ? std::numeric_limits<T>::min() : std::numeric_limits<T>::max();
    return out;
  } else {
    return a + b;
  }
}

template <class T>
constexpr T difference(T a, T b) {
  if constexpr (std::integral<T>) {
    T out{};
    if (__builtin_sub_overflow(a, b, &out))
      return std::cmp_less(b, 0) ? std::numeric_limits<T>::max() : std::numeric_limits<T>::min();
    return out;
  } else {
    return a - b;
  }
}

// So many times `count`.
template <std::intmax_t Factor, class T, class Count>
constexpr T multiple(Count count) {
  if constexpr (std::integral<T>) {
    constexpr T most = std::numeric_limits<T>::max(), least = std::numeric_limits<T>::min();
    if (std::cmp_greater(count, most / static_cast<T>(Factor))) return most;
    if (std::cmp_less(count, least / static_cast<T>(Factor))) return least;
    return static_cast<T>(static_cast<T>(count) * static_cast<T>(Factor));
  } else {
    return static_cast<T>(count) * static_cast<T>(Factor);
  }
}

// In a unit of which the duration's own is a multiple.
template <class To, class Rep, class Period>
constexpr typename To::rep count_in(std::chrono::duration<Rep, Period> d) {
  using ratio = std::ratio_divide<Period, typename To::period>;
  static_assert(ratio::den == 1);
  return multiple<ratio::num, typename To::rep>(d.count());
}

// `count` times Num / Den, rounded up.
template <std::intmax_t Num, std::intmax_t Den, std::integral Count>
constexpr std::int64_t scaled_up(Count count) {
  using wide = std::conditional_t<std::signed_integral<Count>, std::int64_t, std::uint64_t>;
  static_assert(Den == 1 || Num <= std::numeric_limits<std::int64_t>::max() / Den,
                "csp: a unit of time is too strange");
  constexpr auto by = static_cast<wide>(Den);
  const wide n = count, part = n % by;
  const std::int64_t whole = multiple<Num, std::int64_t>(n / by);
  if constexpr (Den == 1) return whole;
  const std::int64_t rest = static_cast<std::int64_t>(part) * Num;
  return sum(whole, rest / Den + (rest % Den > 0));
}
template <std::intmax_t Num, std::intmax_t Den, std::floating_point Count>
constexpr std::int64_t scaled_up(Count count) {
  if (count != count) misuse("a time is not a number", "clock", 0);
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  constexpr Count num = Num, den = Den, end = static_cast<Count>(most);
  if (count >= end / num * den) return most;  // else the product might be too large for a Count
  if (count <= -end / num * den) return least;
  const Count exact = count * num / den;
  if (exact >= end) return most;
  if (exact <= -end) return least;
  const auto down = static_cast<std::int64_t>(exact);
  return down + (static_cast<Count>(down) < exact);
}

// What max() says of a unit and a type, though it be shorter than the clock lasts: nanoseconds::max() is 292 years. In
// eight or sixteen bits the largest number is one like others.
template <class Count>
constexpr bool says_for_ever(Count count) {
  if constexpr (std::integral<Count> && sizeof(Count) >= 4) return count == std::numeric_limits<Count>::max();
  return false;
}

// In whole microseconds, rounded up; longer than there are is the most there are. Not a number: an assertion.
template <class Rep, class Period>
constexpr std::int64_t microseconds(std::chrono::duration<Rep, Period> d) {
  static_assert(std::integral<Rep> || std::floating_point<Rep>, "csp: a time is counted in a number of the language");
  using ratio = std::ratio_divide<Period, std::micro>;
  constexpr auto scaled = [](Rep count) { return scaled_up<ratio::num, ratio::den>(count); };
  constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  if constexpr (std::integral<Rep> && scaled(std::numeric_limits<Rep>::max()) < most)
    if (says_for_ever(d.count())) return most;
  return scaled(d.count());
}

}  // namespace csp::core
