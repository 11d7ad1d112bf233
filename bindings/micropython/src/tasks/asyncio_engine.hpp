// Tasks of asyncio wait: the engine of `uapycsp`. One thread, so that no lock is needed. What stays true:
//
// - While a task waits at a channel, its wait node is its `data`, and it is on no queue of asyncio's. One whose select
//   has a deadline is on that queue instead, with None as `data`.
// - `ready` resumes nobody: it puts the task, where there is one, on asyncio's queue, and the loop resumes it later.
// - What an interrupt writes meets a reader only from the machine's scheduler or the loop, where no
//   operation is half done.
#pragma once
#include "../shared/waiting.hpp"
#include "asyncio_task.hpp"

namespace csp::micropython {

class asyncio_engine {
 public:
  // A party is found in its wait node.
  struct seat {
    static constexpr bool is_plain_code() { return true; }
  };
  struct scoped_lock {
    scoped_lock() {}
  };

  // Puts the task on asyncio's queue.
  static void ready(core::party<asyncio_engine>& p);
};

// What interrupts have written meets those who wait for it.
void let_out_interrupts();
// The channel was poisoned: they take no more.
void let_interrupts_hear_of_poison(const core::rendezvous<asyncio_engine>& at);
// Whether an interrupt may still wake a task.
bool some_interrupt_writes();
// The machine begins anew.
void forget_interrupts();

}  // namespace csp::micropython

namespace csp::core {

// An operation begins with the fields of a task. So the queue of a channel points to the heads of blocks, which the
// collector follows: who waits at a channel that lives is alive.
template <>
struct before_offer<micropython::asyncio_engine> : micropython::task {};

// What is not the usual way is in the firmware once, not in each source that uses it: wait_node.cpp has it.
extern template bool try_meet_any<mp_obj_t, side::reader>(rendezvous<micropython::asyncio_engine>&, mp_obj_t*,
                                                          evicted_value<mp_obj_t>*,
                                                          const choice<micropython::asyncio_engine>*);
extern template bool try_meet_any<mp_obj_t, side::writer>(rendezvous<micropython::asyncio_engine>&, mp_obj_t*,
                                                          evicted_value<mp_obj_t>*,
                                                          const choice<micropython::asyncio_engine>*);

}  // namespace csp::core
