// Waiting for a time.
#pragma once
#include "core/language.hpp"

#include <coroutine>

#include "clock.hpp"
#include "core/choice/alarm.hpp"
#include "core/engine.hpp"

namespace csp::detail {

template <class E>
class [[nodiscard("csp: a sleep does nothing until it is awaited")]] sleeping {
 public:
  // At least until then, unless it is over.
  sleeping(port::ticks deadline, bool due) : due_(due) { alarm_.deadline = deadline; }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    static_assert(std::same_as<typename Promise::engine, E>, "csp: a process sleeps by another engine");
    core::party<E>& me = *h.promise().root;
    if (due_) return E::yield(me);
    typename E::scoped_lock lock;
    if (!core::try_begin_wait(me, here)) return core::end_now(me);
    me.await_time();
    alarm_.owner = &me;
    E::arm(alarm_);
    return E::wait(me, lock);
  }
  void await_resume() { E::disarm(alarm_); }

 private:
  core::alarm<E> alarm_;
  bool due_;
};

// At least so long; of zero or less: lets the others run.
template <class E, class Rep, class Period>
sleeping<E> sleep_for(std::chrono::duration<Rep, Period> d) {
  const port::ticks delay = core::delay(d);
  return {core::deadline(port::now(), delay), delay == 0};
}
// At least until then; in the past: lets the others run.
template <class E>
sleeping<E> sleep_until(port::ticks t) {
  return {t, port::now() >= t};
}

}  // namespace csp::detail
