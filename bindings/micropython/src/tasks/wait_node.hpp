// Where a task of asyncio waits. A process has its own; any other task takes one for the time of a wait.
#pragma once
#include "asyncio_engine.hpp"

namespace csp::micropython {

// A process is a task of asyncio, and has this layout: what is asyncio's, its own wait, and what follows.
//
// The node of another task, a borrowed one, uses the first fields otherwise: `coro` is the task that waits, or null in
// one that only gives a value back; `data` the next free one.
struct wait_node : waiting<asyncio_engine> {
  mp_obj_t ends;  // of a process; see process.hpp

  // The one of a party.
  static wait_node& of(core::party<asyncio_engine>& p) {
    return static_cast<wait_node&>(static_cast<waiting<asyncio_engine>&>(p));
  }

  bool is_borrowed() const { return heap.base.type == &uapycsp_WaitNode_type; }
  // The task that waits here; null in one that gives a value back.
  task* waiter() { return is_borrowed() ? object<task>(coro) : this; }

  static const mp_obj_type_t& node_type() { return uapycsp_WaitNode_type; }
};

// Raises RuntimeError when no task runs.
mp_obj_t required(mp_obj_t current_task);

// A wait node for a task that is no process. May raise MemoryError.
wait_node& borrow_node(mp_obj_t waiter);
void release(wait_node& b);

// These return as an iterator does: None while the task has to wait, and then the end of the iteration, with the
// answer; poison is raised. A borrowed node that has waited is released with its answer.

// Begins a read or a write for the running task. What is done at once has taken no wait node: the caller releases a
// borrowed node.
template <core::side S>
mp_obj_t begin_operation(wait_node& b, core::rendezvous<asyncio_engine>& at, mp_obj_t value);
extern template mp_obj_t begin_operation<core::side::reader>(wait_node&, core::rendezvous<asyncio_engine>&, mp_obj_t);
extern template mp_obj_t begin_operation<core::side::writer>(wait_node&, core::rendezvous<asyncio_engine>&, mp_obj_t);
// Goes on with what has begun.
mp_obj_t go_on(wait_node& b);

// An exception comes to the wait from outside: it takes nothing, and what was read goes back.
void abandon(wait_node& b);
// Takes back what the task in this wait node waits for, if it still does: nobody can meet it any more. The wait is over
// when it is abandoned.
void take_back(wait_node& b);
inline bool was_taken_back(const wait_node& b) { return b.kind == core::wait_for::one && !b.channel; }

}  // namespace csp::micropython
