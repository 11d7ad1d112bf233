// What a process hands to what it awaits: its handle, which never turns into one of any coroutine. So what another
// library would resume behind the engine's back does not compile.
#pragma once
#include "core/language.hpp"

#include <concepts>
#include <coroutine>

namespace csp::detail::promises {

template <class T, class E>
class promise;

}  // namespace csp::detail::promises

// An await_transform would refuse the same, but costs 8 bytes of a frame for each await, and 7 instructions for each
// communication; see docs/design.
template <class T, class E>
struct std::coroutine_handle<csp::detail::promises::promise<T, E>> {
  using promise_type = csp::detail::promises::promise<T, E>;

  constexpr coroutine_handle() noexcept = default;
  static coroutine_handle from_promise(promise_type& p) noexcept {
    return from_address(__builtin_coro_promise(&p, alignof(promise_type), true));
  }
  static constexpr coroutine_handle from_address(void* frame) noexcept {
    coroutine_handle made;
    made.frame_ = coroutine_handle<>::from_address(frame);
    return made;
  }

  constexpr void* address() const noexcept { return frame_.address(); }
  constexpr explicit operator bool() const noexcept { return static_cast<bool>(frame_); }
  promise_type& promise() const noexcept {
    return *static_cast<promise_type*>(__builtin_coro_promise(address(), alignof(promise_type), false));
  }

  template <std::same_as<coroutine_handle<>> Any>
  operator Any() const noexcept {
    static_assert(sizeof(Any) == 0,
                  "csp: a process awaits only what this library makes: nothing else knows when it may go on");
    return frame_;
  }

 private:
  coroutine_handle<> frame_;
};
