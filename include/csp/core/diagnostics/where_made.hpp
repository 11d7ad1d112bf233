// What refers to values or guards of the expression that makes it is awaited there: later they may be gone.
#pragma once
#include <coroutine>
#include <type_traits>

namespace csp::detail {

// Found beside the types that it is for. Refuses to await one that has a name; a temporary is its own awaiter. Members
// cannot say so to g++ 12: what an operator && returns by reference is copied, and an operator & alone is taken for
// temporaries, too.
template <class Named>
  requires std::is_lvalue_reference_v<Named> &&
           requires { typename std::remove_reference_t<Named>::refers_to_temporaries; }
std::suspend_never operator co_await(Named&&) {
  static_assert(sizeof(Named) == 0, "csp: an operation or a fresh choice is awaited where it is made, without a name");
  return {};
}

}  // namespace csp::detail
