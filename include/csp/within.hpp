// A timeout on a single operation.
#pragma once
#include <coroutine>

#include "clock.hpp"
#include "core/alarm.hpp"
#include "core/engine.hpp"
#include "core/where_made.hpp"

namespace csp {

// What in.next().within(d) and out.send(v).within(d) are: the operation, which lives as long as the expression that
// awaits it, and a deadline.
template <class Operation>
class [[nodiscard("csp: an operation does nothing until it is awaited")]] operation_within {
  using E = typename Operation::engine;

 public:
  using refers_to_temporaries = void;

  operation_within(Operation& op, port::ticks delay) : operation_(&op) { alarm_.deadline = delay; }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    core::party<E>& me = *h.promise().root;
    if (alarm_.deadline == 0) return operation_->attempt(me, here);
    alarm_.owner = &me;
    alarm_.deadline = core::deadline(port::now(), alarm_.deadline);
    {
      typename E::guard lock;
      E::arm(alarm_);
    }
    return operation_->await_suspend(h, here);
  }
  auto await_resume() {
    E::disarm(alarm_);
    return operation_->await_resume();
  }

 private:
  Operation* operation_;
  core::alarm<E> alarm_;  // until it is awaited its deadline is the delay
};

}  // namespace csp
