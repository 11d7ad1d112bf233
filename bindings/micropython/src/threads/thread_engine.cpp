// How a thread waits: at a mutex that whoever decides its wait unlocks.
#include "../shared/vm.hpp"

#if MICROPY_PY_THREAD

#include "../shared/returned.hpp"
#include "thread_engine.hpp"
#include "thread_gate.hpp"

namespace csp::micropython {

void thread_engine::ready(core::party<thread_engine>& p) {
  thread_wait& w = thread_wait::of(p);
  w.ticket = core::rendezvous<thread_engine>::next_ticket();
  mp_thread_mutex_unlock(&w.gate);
}

thread_wait& take_wait() {
  {
    const thread_lock lock;
    if (auto* const w = static_cast<thread_wait*>(MP_STATE_VM(csp_free_waits))) {
      MP_STATE_VM(csp_free_waits) = w->next_free;
      return *w;
    }
  }
  auto* const w = static_cast<thread_wait*>(m_malloc0(sizeof(thread_wait)));
  mp_thread_mutex_init(&w->gate);
  mp_thread_mutex_lock(&w->gate, 1);
  return *w;
}

void release(thread_wait& w) {
  const thread_lock lock;
  w.value = MP_OBJ_NULL;
  w.channel = nullptr;  // so that it keeps nothing alive
  w.next = w.previous = nullptr;
  w.next_free = static_cast<thread_wait*>(MP_STATE_VM(csp_free_waits));
  MP_STATE_VM(csp_free_waits) = &w;
}

void pass_gate(thread_wait& w) { lock_and_serve(w.gate); }

// Who has decided it has opened the gate, before the lock is had here; it may be passed already.
bool withdraw(thread_wait& w) {
  const thread_lock lock;
  const bool undecided = w.undecided();
  if (undecided) {
    w.party().withdraw();
    w.pending = 0;
  } else {
    mp_thread_mutex_lock(&w.gate, 0);
  }
  return undecided;
}

template <>
waiting<thread_engine>& wait_of_nobody<thread_engine>() {
  return take_wait();
}

}  // namespace csp::micropython

#endif
