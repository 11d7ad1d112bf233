// asyncio's own task and queue, as its C part lays them out (extmod/modasyncio.c, the same in 1.25 and 1.26).
// What is assumed here is checked when the module is imported.
#pragma once
#include "asyncio_engine.hpp"
#include "ticks.hpp"

#if MICROPY_PY_ASYNCIO_TASK_QUEUE_PUSH_CALLBACK
#error "uapycsp puts tasks on asyncio's queue itself, and this port wants to be called for each"
#endif

namespace csp::micropython {

struct task {
  mp_pairheap_t heap;
  mp_obj_t coro;
  mp_obj_t data;    // while it waits, what it is to be removed from; else an exception to be thrown into it, or None
  mp_obj_t state;   // True while it runs, None or False when it has ended, or what waits for its end
  mp_obj_t ph_key;  // when it is to run

  bool has_ended() const { return state == mp_const_none || state == mp_const_false; }
};

struct task_queue {
  mp_obj_base_t base;
  task* first;
};

// The globals of asyncio.core.
namespace context {

// Finds them. Raises when there is no asyncio, or one of another layout.
void open();

// A global by its name.
mp_obj_t& global(qstr name);

// Where those that are asked for often stand in their dictionary, until that is made anew.
struct places {
  mp_map_elem_t* table = nullptr;
  mp_map_elem_t* current;
  mp_map_elem_t* queue;
};
inline places known;
void find_places();
inline const places& find() {
  if (known.table != object<mp_obj_dict_t>(MP_STATE_VM(csp_asyncio_context))->map.table) [[unlikely]]
    find_places();
  return known;
}

// None when no loop runs.
inline mp_obj_t current() { return find().current->value; }
inline void set_current(mp_obj_t t) { find().current->value = t; }
inline task_queue& queue() { return *object<task_queue>(find().queue->value); }
inline mp_obj_t io_queue() { return global(MP_QSTR__io_queue); }
inline const mp_obj_type_t& task_type() { return *object<mp_obj_type_t>(global(MP_QSTR_Task)); }

}  // namespace context

// While the own loop runs, the time at which it looked at the clock last: what is put on the queue then is due at once.
inline mp_uint_t loop_time;
inline bool own_loop_runs = false;

// Runs the task at `when`, or as soon as it is its turn.
void schedule(task& t, mp_uint_t when);
void schedule(task& t);
void unschedule(task& t);
inline task* next_scheduled() { return context::queue().first; }
void pop_scheduled();

}  // namespace csp::micropython
