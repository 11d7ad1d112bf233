// A timeout on a single operation.
#pragma once
#include "core/language.hpp"

#include <coroutine>

#include "clock.hpp"
#include "core/choice/alarm.hpp"
#include "core/diagnostics/where_made.hpp"
#include "core/engine.hpp"

namespace csp::detail {

// What in.next().within(d) and out.send(v).within(d) are: the operation, which lives as long as the expression that
// awaits it, and a deadline.
template <class Operation>
class [[nodiscard("csp: an operation does nothing until it is awaited")]] operation_within {
  using E = typename Operation::engine;

 public:
  using refers_to_temporaries = void;
  using engine = E;
  using carried = typename Operation::carried;

  operation_within(Operation& op, port::ticks delay) : operation_(&op) { alarm_.deadline = delay; }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    core::party<E>& me = *h.promise().root;
    if (waits_for_nobody()) return operation_->attempt(me, here);
    note(me);
    {
      typename E::scoped_lock lock;
      E::arm(alarm_);
    }
    return operation_->await_suspend(h, here);
  }
  auto await_resume() {
    E::disarm(alarm_);
    return operation_->await_resume();
  }

  // For a par of operations, with the engine's lock held: `me` is about to wait for several, and for this one as the
  // part with that number.
  void arm(core::party<E>& me, unsigned part) {
    note(me);
    alarm_.guard_index = part;
    E::arm(alarm_);
  }
  bool waits_for_nobody() const { return alarm_.deadline == 0; }
  Operation& operation() { return *operation_; }

 private:
  void note(core::party<E>& me) {
    alarm_.owner = &me;
    alarm_.deadline = core::deadline(port::now(), alarm_.deadline);
  }

  Operation* operation_;
  core::alarm<E> alarm_;  // until it is awaited its deadline is the delay
};

}  // namespace csp::detail
