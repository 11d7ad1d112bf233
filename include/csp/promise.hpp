// What the compiler makes a process of: where its frame lies, how it begins and ends, and what becomes of its result.
#pragma once
#include "core/language.hpp"

#include "core/engine.hpp"
#include "core/process/unwind.hpp"
#include "process_handle.hpp"

namespace csp {

template <class T, class E>
class basic_process_of;

namespace detail {

namespace promises {

template <class T, class E>
class common : public core::frame<E> {
 public:
  using engine = E;
  using process = basic_process_of<T, E>;

  // Frames come from the engine; without memory the process is empty and says so when it is started.
  static void* operator new(std::size_t bytes) noexcept { return E::allocate(bytes); }
  static void operator delete(void* frame, std::size_t bytes) noexcept { E::release(frame, bytes); }
  static process get_return_object_on_allocation_failure() { return process(status::no_memory); }

  static_assert(alignof(core::frame<E>) == alignof(void*), "frame::of() finds it at one place in every frame");

  // Some g++ put what they need for an await in the condition of an if, a switch or a loop before the frame's head,
  // when the coroutine has no variable at all (GCC 106188). Such a frame cannot be resumed.
  struct beginning {
    bool await_ready() const noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) const noexcept {
      if (h.promise().innermost.address() != h.address()) [[unlikely]]
        here.misused("the compiler has misplaced a process's frame: declare a variable in it");
    }
    void await_resume() const noexcept {}
  };
  beginning initial_suspend() noexcept { return {}; }

  struct end {
    bool await_ready() noexcept { return false; }
    template <class Promise>
    void await_suspend(std::coroutine_handle<Promise> h) noexcept {
      core::finish<E>(h.promise());
    }
    void await_resume() noexcept {}
  };
  end final_suspend() noexcept { return {}; }

  // For reports.
  void on_begin(core::site here) {
    this->where = here;
    this->extent.set(E::newest().size_of(this));
  }

  // A result that was there already is given up.
  void unhandled_exception() noexcept {
    auto& mine = static_cast<process&>(*this->owner);
    mine.error.capture();
    if (mine.outcome == status::done) mine.value_.destroy();
    mine.outcome = core::undecided;
  }
};

template <class T, class E>
class promise : public common<T, E> {
 public:
  basic_process_of<T, E> get_return_object(core::site here = core::site::here());

  // Braces make a T.
  template <class From = T>
  void return_value(From&& from) {
    auto& mine = static_cast<basic_process_of<T, E>&>(*this->owner);
    mine.value_.fill(std::forward<From>(from));
    mine.outcome = status::done;
  }

  // One that runs off its end has no value, and nobody gets one that was never made.
  struct end_with_value : common<T, E>::end {
    void await_suspend(std::coroutine_handle<promise> h, core::site here = core::site::here()) noexcept {
      const core::child_process<E>& mine = *h.promise().owner;
      if (mine.outcome != status::done && !mine.error.has_happened()) [[unlikely]]
        here.misused("a process that has a result ends without co_return", mine.launch.name());
      core::finish<E>(h.promise());
    }
  };
  end_with_value final_suspend() noexcept { return {}; }
};

template <class E>
class promise<void, E> : public common<void, E> {
 public:
  basic_process_of<void, E> get_return_object(core::site here = core::site::here());
  void return_void() {}
};

}  // namespace promises

}  // namespace detail

}  // namespace csp
