// What refers to values or guards of the expression that makes it is awaited there: once it has a name, they are gone.
#pragma once
#include <coroutine>
#include <type_traits>

namespace csp {

// Refuses to await one that has a name; a temporary is its own awaiter. It is no member, for with those g++ 12 either
// copies the awaitable or takes the operator of lvalues for a temporary.
template <class Named>
  requires std::is_lvalue_reference_v<Named> &&
           requires { typename std::remove_reference_t<Named>::refers_to_temporaries; }
std::suspend_never operator co_await(Named&&) {
  static_assert(sizeof(Named) == 0, "csp: an operation or a fresh choice is awaited where it is made, without a name");
  return {};
}

}  // namespace csp
