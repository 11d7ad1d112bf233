// asyncio's own task and queue, as its C part lays them out (extmod/modasyncio.c, the same in 1.25 and 1.26).
// What is assumed here is checked when the module is imported.
#pragma once
#include <utility>

#include "../shared/ticks.hpp"

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
struct global_cache {
  const mp_map_t* map;
  mp_map_elem_t* table = nullptr;
  mp_map_elem_t* current;
  mp_map_elem_t* queue;
};
inline constinit global_cache cache{};  // ports run no constructors
void refresh_cache();
inline bool is_cached() { return cache.table == cache.map->table; }
inline const global_cache& find() {
  if (!is_cached()) [[unlikely]]
    refresh_cache();
  return cache;
}

// None when no loop runs.
inline mp_obj_t current() { return find().current->value; }
// The same where it is at hand, else None.
inline mp_obj_t current_if_known() { return is_cached() ? cache.current->value : mp_const_none; }
inline void set_current(mp_obj_t t) { find().current->value = t; }
inline task_queue& queue_of(const global_cache& p) { return *object<task_queue>(p.queue->value); }
inline task_queue& queue() { return queue_of(find()); }
inline mp_obj_t io_queue() { return global(MP_QSTR__io_queue); }
inline const mp_obj_type_t& task_type() { return *object<mp_obj_type_t>(global(MP_QSTR_Task)); }
// An attribute of a task, as asyncio's type has it.
void task_attribute(mp_obj_t self, qstr attr, mp_obj_t* dest);

}  // namespace context

// The order of the queue. To be given to what py/pairheap.h has.
int runs_before(mp_pairheap_t* a, mp_pairheap_t* b);

// Runs the task at `when`, or as soon as it is its turn.
inline void schedule(task& t, mp_uint_t when) {
  task_queue& q = context::queue();
  t.data = mp_const_none;
  t.ph_key = MP_OBJ_NEW_SMALL_INT(when);
  q.first = q.first ? reinterpret_cast<task*>(mp_pairheap_meld(runs_before, &t.heap, &q.first->heap)) : &t;
}
inline void schedule(task& t) { schedule(t, ticks()); }
void unschedule(task& t);
inline task* next_scheduled() { return context::queue().first; }

// Takes the first task from its queue.
inline void take_first(task_queue& q) {
  mp_pairheap_t* const others = std::exchange(q.first->heap.child, nullptr);
  q.first = others ? reinterpret_cast<task*>(mp_pairheap_pairing(runs_before, others)) : nullptr;
}

}  // namespace csp::micropython
