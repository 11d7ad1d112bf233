// Threads of `_thread` wait: the engine of `upycsp`. What stays true:
//
// - A gate is locked but while its result has come and was not looked at. `ready` opens it at most once for each wait.
// - `ready` resumes nobody: the thread goes on when the port lets it. Whoever calls it looks at nothing of the wait
//   afterwards, unless it holds the lock.
// - A thread blocks, and memory is allocated, only without the lock of a build that has no interpreter's lock.
// - Waits are never freed one by one: one that is released is on the list of free ones, and keeps nothing alive.
#pragma once
#include "../shared/waiting.hpp"

namespace csp::micropython {

#if MICROPY_PY_THREAD_GIL

// Whoever runs this code holds the interpreter's lock, and gives it up only where it blocks.
struct thread_lock {
  thread_lock() {}
};

#else

// Without an interpreter's lock, the collector's serves: no collection sees a value on its way from one thread to
// another. Nothing is allocated while it is held.
class thread_lock {
 public:
  thread_lock() { mp_thread_recursive_mutex_lock(&MP_STATE_MEM(gc_mutex), 1); }
  ~thread_lock() { mp_thread_recursive_mutex_unlock(&MP_STATE_MEM(gc_mutex)); }
  thread_lock(const thread_lock&) = delete;
  thread_lock& operator=(const thread_lock&) = delete;
};

#endif

class thread_engine {
 public:
  struct seat {
    static constexpr bool is_plain_code() { return true; }
  };
  using scoped_lock = thread_lock;

  // Opens the gate at which the thread waits.
  static void ready(core::party<thread_engine>& p);
};

// A wait of a thread, on the machine's heap: others write to it.
struct thread_wait : waiting<thread_engine> {
  mp_thread_mutex_t gate;  // locked but while its result has come and was not looked at
  thread_wait* next_free;

  static thread_wait& of(core::party<thread_engine>& p) {
    return static_cast<thread_wait&>(static_cast<waiting<thread_engine>&>(p));
  }
};

// Raises MemoryError.
thread_wait& take_wait();
void release(thread_wait& w);

// Blocks until its result has come; others run meanwhile. Raises what the port lets come to a thread that waits.
void pass_gate(thread_wait& w);

// Takes back what nobody has decided. False when somebody has: then its gate is passed.
bool withdraw(thread_wait& w);

}  // namespace csp::micropython
