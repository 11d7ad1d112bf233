// Values made where they are written. g++ before 13 destroys a temporary aggregate twice that is made inside a co_await
// and has a member with a destructor (GCC 98401, 99576).
#pragma once
#include "core/language.hpp"

#include <type_traits>
#include <utility>

// 1: temporaries of such types are refused altogether in write, send and from; see docs/reference/options.md.
#ifndef CSP_STRICT_TEMPORARIES
#define CSP_STRICT_TEMPORARIES 0
#endif

namespace csp {

// A value of T that is on its way into a channel, or into a process's parameter.
template <class T>
class made_value {
 public:
  template <class... From>
  explicit made_value(std::in_place_t, From&&... from) : value_{std::forward<From>(from)...} {}

  operator T&&() && { return std::move(value_); }
  T& operator*() { return value_; }

 private:
  T value_;
};

// co_await out.write(csp::made<T>(a, b)): what write(T{a, b}) means, and safe with every compiler;
// made<T>(std::move(t)) passes on a variable.
template <class T, class... From>
made_value<T> made(From&&... from) {
  return made_value<T>(std::in_place, std::forward<From>(from)...);
}

namespace detail {

namespace temporaries {

#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ < 13
inline constexpr bool may_die_twice = true;
#else
inline constexpr bool may_die_twice = false;
#endif

template <class T>
concept dying_twice = may_die_twice && std::is_aggregate_v<T> && !std::is_trivially_destructible_v<T>;

template <class T>
concept refused = dying_twice<T> && CSP_STRICT_TEMPORARIES != 0;

}  // namespace temporaries

// What braces become where this compiler would destroy their value twice: it is refused. What is no list in braces
// never becomes one.
struct braces_die_twice_in_a_co_await_use_csp_made {
  braces_die_twice_in_a_co_await_use_csp_made();
  template <class One>  // NOLINTNEXTLINE(bugprone-forwarding-reference-overload): it has no definition
  explicit braces_die_twice_in_a_co_await_use_csp_made(One&&);
  template <class One, class Two, class... More>
  braces_die_twice_in_a_co_await_use_csp_made(One&&, Two&&, More&&...);
};

}  // namespace detail

}  // namespace csp
