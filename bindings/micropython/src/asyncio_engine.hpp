// Tasks of asyncio wait: the engine of `uapycsp`. One thread, so that no lock is needed.
#pragma once
#include "waiting.hpp"

namespace csp::micropython {

struct berth;

class asyncio_engine {
 public:
  // The seat is found from the wait itself; see berth.
  struct seat {
    static constexpr bool is_plain() { return true; }
  };
  struct guard {
    guard() {}
  };
  // Those that wait at a channel with a plain operation, from the one that came last.
  struct keeper {
    berth* last = nullptr;
  };

  // Puts the task on asyncio's queue.
  static void ready(core::party<asyncio_engine>& p);
};

// What interrupts have written meets those who wait for it.
void let_out_interrupts();
// Whether an interrupt may still wake a task.
bool some_interrupt_writes();
// The machine begins anew.
void forget_interrupts();

}  // namespace csp::micropython
