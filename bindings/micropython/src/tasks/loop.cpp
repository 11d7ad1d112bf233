// asyncio's run_until_complete in C++: the same rules as asyncio/core.py, and no Python between two resumptions.
// What stays true:
//
// - The task that runs is on no queue when it is resumed, and is the current one.
// - It looks at the clock, at streams and at interrupts after at most `full_budget` resumptions, or when none is due.
#include "process.hpp"
#include "task_end.hpp"

namespace csp::micropython {
namespace {

// The loop looks at the clock and at streams when it has resumed so many tasks, or none is left to run.
constexpr unsigned full_budget = 32;

class own_loop {
 public:
  explicit own_loop(task* main) : main_(main) {}

  // The main task's result, or None when nothing is left that could run.
  mp_obj_t run() {
    poll(context::io_queue(), 0);
    while (task* const t = next()) {
      mp_obj_t answer = mp_const_none;
      const mp_obj_t thrown = t->data;
      const mp_vm_return_kind_t how = go_on(*t, thrown, &answer);
      if (how == MP_VM_RETURN_YIELD) continue;
      if (t == main_) return end_main(how, answer);
      end_task(*t, how, answer, thrown);
    }
    context::set_current(mp_const_none);
    return mp_const_none;
  }

 private:
  bool is_due(const task& t) const { return ticks_between(MP_OBJ_SMALL_INT_VALUE(t.ph_key), now_) >= 0; }

  // Waits for a task that is to run now, and makes it the current one; null when no task can ever run.
  task* next() {
    const context::global_cache* at = &context::find();
    task* t = context::queue_of(*at).first;
    if (!t || ++budget_ == full_budget || !is_due(*t)) {
      t = wait_for_next();
      if (!t) return nullptr;
      at = &context::find();
    }
    take_first(context::queue_of(*at));
    at->current->value = reference(t);
    return t;
  }

  task* wait_for_next() {
    budget_ = 0;
    for (;;) {
      let_out_interrupts();
      now_ = ticks();
      task* const t = next_scheduled();
      const mp_obj_t io = context::io_queue();
      const bool has_streams = mp_obj_is_true(mp_load_attr(io, MP_QSTR_map));
      mp_int_t delay = -1;
      if (t) {
        delay = -ticks_between(MP_OBJ_SMALL_INT_VALUE(t->ph_key), now_);
        if (delay < 0) delay = 0;
      } else if (!has_streams && !some_interrupt_writes()) {
        return nullptr;
      }
      if (has_streams || polled_ != io) {
        poll(io, has_streams ? delay : 0);
      } else if (delay != 0) {
        idle(t, delay);
      }
      mp_handle_pending(true);
      task* const first = next_scheduled();
      if (first && is_due(*first)) return first;
    }
  }

  // The first call of a poller allocates, which no later one does: it is made when the loop begins.
  void poll(mp_obj_t io, mp_int_t delay) {
    mp_obj_t method[3];
    mp_load_method(io, MP_QSTR_wait_io_event, method);
    method[2] = MP_OBJ_NEW_SMALL_INT(delay);
    mp_call_method_n_kw(1, 0, method);
    polled_ = io;
  }

  // Sleeps until it is time, or something else is first on the queue; a delay below zero is for ever.
  void idle(const task* first, mp_int_t delay) {
    const mp_uint_t since = ticks();
    for (;;) {
      let_out_interrupts();  // the machine's scheduler may have had no room for it
      if (next_scheduled() != first) return;
      const mp_int_t left = delay - ticks_between(since, ticks());
      if (delay >= 0 && left <= 0) return;
      mp_event_wait_ms(delay < 0 ? 1000 : static_cast<mp_uint_t>(left));
    }
  }

  static mp_vm_return_kind_t go_on(task& t, mp_obj_t thrown, mp_obj_t* answer) {
    const bool throws = thrown != mp_const_none;
    if (throws) t.data = mp_const_none;
    if (is_process(t)) return resume(static_cast<process&>(t), mp_const_none, throws ? thrown : MP_OBJ_NULL, answer);
    if (has_type(t.coro, mp_type_gen_instance))
      return mp_obj_gen_resume(t.coro, mp_const_none, throws ? thrown : MP_OBJ_NULL, answer);
    return call_method(t.coro, thrown, answer);
  }

  // A coroutine of another make.
  static mp_vm_return_kind_t call_method(mp_obj_t coro, mp_obj_t thrown, mp_obj_t* answer) {
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
      mp_obj_t method[3];
      mp_load_method(coro, thrown == mp_const_none ? MP_QSTR_send : MP_QSTR_throw, method);
      method[2] = thrown;
      *answer = mp_call_method_n_kw(1, 0, method);
      nlr_pop();
      return MP_VM_RETURN_YIELD;
    }
    *answer = MP_OBJ_FROM_PTR(nlr.ret_val);
    if (!is_exception(*answer, mp_type_StopIteration)) return MP_VM_RETURN_EXCEPTION;
    *answer = mp_obj_exception_get_value(*answer);
    return MP_VM_RETURN_NORMAL;
  }

  static mp_obj_t end_main(mp_vm_return_kind_t how, mp_obj_t answer) {
    raise_unless_handled(how, answer);
    context::set_current(mp_const_none);
    if (how == MP_VM_RETURN_EXCEPTION) nlr_raise(answer);
    return answer;
  }

  task* main_;
  mp_obj_t polled_;
  mp_uint_t now_ = ticks();  // when it looked at the clock last
  unsigned budget_ = 0;
};

}  // namespace

extern "C" {

mp_obj_t uapycsp_run_until_complete(size_t n, const mp_obj_t* args) {
  own_loop loop(n && args[0] != mp_const_none ? object<task>(args[0]) : nullptr);
  const mp_obj_t outer = context::current();
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    const mp_obj_t answer = loop.run();
    nlr_pop();
    context::set_current(outer);
    return answer;
  }
  context::set_current(outer);
  nlr_jump(nlr.ret_val);
}

}  // extern "C"

}  // namespace csp::micropython
