// yield: lets every other ready process run first.
#pragma once
#include "core/language.hpp"

#include <coroutine>

namespace csp::detail {

class [[nodiscard("csp: yield does nothing until it is awaited")]] yielding {
 public:
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h) {
    return Promise::engine::yield(*h.promise().root);
  }
  void await_resume() const noexcept {}
};

}  // namespace csp::detail

namespace csp {

// co_await csp::yield(). A process that was ended from outside ends here.
inline detail::yielding yield() { return {}; }

}  // namespace csp
