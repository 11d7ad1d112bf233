// A process is a coroutine on every engine; only the way it waits differs.
#pragma once
#include "core/language.hpp"

#include <concepts>

#include "core/channel/manual_lifetime.hpp"
#include "core/engine.hpp"
#include "promise.hpp"
#include "result.hpp"

namespace csp {

// A process that has not started yet: call it with co_await, or hand it to par, seq or run. It owns the
// frame until then, and afterwards the outcome. T is its result; void for a plain process.
template <class T, class E>
class [[nodiscard("csp: a process does nothing until it is started or awaited")]] basic_process_of
    : public core::child_process<E> {
  static constexpr bool moves_safely = std::is_void_v<T> || std::is_nothrow_move_constructible_v<T>;

 public:
  using promise_type = detail::promises::promise<T, E>;
  using engine = E;
  using value_type = T;

  // Not while it runs, which is an assertion. One that is assigned to gives up what it holds: a process that has not
  // started is destroyed with its parameters.
  basic_process_of(basic_process_of&& from) noexcept(moves_safely) : core::child_process<E>(std::move(from)) {
    take_value(from);  // NOLINT(bugprone-use-after-move): the base has moved only its own part
  }
  basic_process_of& operator=(basic_process_of&& from) noexcept(moves_safely) {
    if (this == &from) return *this;
    this->require_idle();
    reset();
    core::child_process<E>::operator=(std::move(from));
    take_value(from);  // NOLINT(bugprone-use-after-move)
    return *this;
  }
  ~basic_process_of() { reset(); }

  // For an engine with threads: the stack in bytes, elsewhere without effect; the priority, as the platform counts it,
  // without effect where its threads have none; and the name in reports, which a debugger shows of a thread. The text
  // is copied, into memory like that of frames; without memory there is no name.
  basic_process_of&& stack_size(std::size_t bytes) && {
    this->launch.stack_size(bytes);
    return std::move(*this);
  }
  basic_process_of&& priority(unsigned number) && {
    this->launch.priority(number);
    return std::move(*this);
  }
  basic_process_of&& named(const char* name) && {
    this->launch.name(name);
    return std::move(*this);
  }

  // How it ended; would_wait before, and after the value has been taken.
  csp::result<T> result() {
    if constexpr (std::is_void_v<T>) {
      return this->outcome;
    } else {
      if (this->outcome != status::done) return this->outcome;
      this->outcome = core::undecided;
      return csp::result<T>(std::in_place, value_.take());
    }
  }

  // Calling a process: the caller goes on when it returns, with its value or its exception; a process
  // that is ended in it takes the caller with it. Without memory for its frame the caller ends: no_memory.
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    static_assert(std::same_as<typename Promise::engine, E>, "csp: a process calls a process of another engine");
    core::party<E>& caller = *h.promise().root;
    if (this->has_frame(here)) {
      core::call(*this, caller, here);
    } else {
      core::set_exit_status(caller, status::no_memory);
      E::proceed(caller);
    }
    return true;
  }
  T await_resume() {
    this->on_returned();
    this->error.rethrow();
    if constexpr (!std::is_void_v<T>) {
      this->outcome = core::undecided;
      return value_.take();
    }
  }

 private:
  template <class, class>
  friend class detail::promises::common;
  friend promise_type;

  explicit basic_process_of(core::frame<E>& outermost) : core::child_process<E>(outermost) {}
  explicit basic_process_of(status why) { this->outcome = why; }

  void reset() {
    if (this->self) {
      this->require_idle();
      std::exchange(this->self, nullptr)->innermost.destroy();
    }
    if (this->outcome == status::done) value_.destroy();
  }
  void take_value(basic_process_of& from) {
    if (std::exchange(from.outcome, core::undecided) != status::done) return;
    this->outcome = core::undecided;
    if constexpr (!std::is_void_v<T>) value_.fill(from.value_.take());
    this->outcome = status::done;
  }

  [[no_unique_address]] core::manual_lifetime<T> value_;
};

template <class T, class E>
basic_process_of<T, E> detail::promises::promise<T, E>::get_return_object(core::site here) {
  this->on_begin(here);
  this->innermost =
      std::coroutine_handle<>::from_address(std::coroutine_handle<promise>::from_promise(*this).address());
  return basic_process_of<T, E>(*this);
}
template <class E>
basic_process_of<void, E> detail::promises::promise<void, E>::get_return_object(core::site here) {
  this->on_begin(here);
  this->innermost =
      std::coroutine_handle<>::from_address(std::coroutine_handle<promise>::from_promise(*this).address());
  return basic_process_of<void, E>(*this);
}

namespace detail {

template <class P>
concept process_type = requires { typename P::promise_type; } &&
                       std::same_as<P, basic_process_of<typename P::value_type, typename P::engine>>;

}  // namespace detail

}  // namespace csp
