// Locking a mutex of the port's while others run: without a limit, or within a time. False when that is over.
#pragma once
#include "../shared/vm.hpp"

#if MICROPY_PY_THREAD_GIL || defined(__unix__) || defined(__APPLE__)

namespace csp::micropython {

inline void lock_and_serve(mp_thread_mutex_t& gate) {
  MP_THREAD_GIL_EXIT();
  mp_thread_mutex_lock(&gate, 1);
  MP_THREAD_GIL_ENTER();
}

}  // namespace csp::micropython

#else

namespace csp::micropython {

// The rp2 port: the core that runs the main thread serves USB, timers and Ctrl-C too, but not while it blocks. Who
// unlocks the gate wakes it, as an interrupt does. What is served may use up that event, so the gate is tried once more
// before the sleep. Raises KeyboardInterrupt.
inline void lock_and_serve(mp_thread_mutex_t& gate) {
  while (!mp_thread_mutex_lock(&gate, 0)) {
    mp_event_handle_nowait();
    if (mp_thread_mutex_lock(&gate, 0)) return;
    MICROPY_INTERNAL_WFE(-1);
  }
}

}  // namespace csp::micropython

#endif

#if defined(__unix__) || defined(__APPLE__)

#include <pthread.h>
#include <time.h>

namespace csp::micropython {

inline bool lock_within(mp_thread_mutex_t& gate, mp_uint_t milliseconds) {
  timespec end;
  clock_gettime(CLOCK_REALTIME, &end);
  end.tv_sec += static_cast<time_t>(milliseconds / 1000);
  end.tv_nsec += static_cast<long>(milliseconds % 1000) * 1'000'000;
  if (end.tv_nsec >= 1'000'000'000) {
    ++end.tv_sec;
    end.tv_nsec -= 1'000'000'000;
  }
  MP_THREAD_GIL_EXIT();
  const bool locked = pthread_mutex_timedlock(&gate, &end) == 0;
  MP_THREAD_GIL_ENTER();
  return locked;
}

}  // namespace csp::micropython

#else

namespace csp::micropython {

// Other ports have no such call: it looks once a millisecond. Their delay gives up the interpreter's lock by itself,
// and may raise what a scheduled function raises.
inline bool lock_within(mp_thread_mutex_t& gate, mp_uint_t milliseconds) {
  const mp_uint_t since = mp_hal_ticks_ms();
  while (!mp_thread_mutex_lock(&gate, 0)) {
    if (mp_hal_ticks_ms() - since >= milliseconds) return false;
    mp_hal_delay_ms(1);
  }
  return true;
}

}  // namespace csp::micropython

#endif
