// What ch.read(), ch.write(v) and alt.select() answer in `uapycsp`: something to be awaited, once.
#include "alternative.hpp"
#include "berth.hpp"
#include "channel_of_tasks.hpp"
#include "choosing_task.hpp"

namespace csp::micropython {
namespace {

using task_end = end<asyncio_engine>;

// Kept for the next one as soon as it is awaited, so that communication allocates nothing.
struct operation {
  mp_obj_base_t base;
  mp_obj_t on;     // an end, or an Alternative; null once it was awaited, None when it is run as a task
  mp_obj_t value;  // to be written; null: a read; the sentinel: the next of an `async for`. Of an Alternative: whether
                   // it is fair. Of one that runs as a task: its iterator
  operation* next_free;
};

mp_obj_t new_operation(mp_obj_t on, mp_obj_t value) {
  auto* o = static_cast<operation*>(MP_STATE_VM(csp_free_operations));
  if (o) {
    MP_STATE_VM(csp_free_operations) = o->next_free;
  } else {
    o = mp_obj_malloc(operation, &uapycsp_Operation_type);
  }
  o->on = on;
  o->value = value;
  o->next_free = nullptr;
  return reference(o);
}

// Answers its iterator.
mp_obj_t begin(operation& o) {
  const mp_obj_t on = o.on;
  if (on == MP_OBJ_NULL || on == mp_const_none)
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("an operation is awaited a second time"));
  if (has_type(on, uapycsp_Alternative_type)) return begin_select(on, o.value == mp_const_true);
  const task_end& e = *object<task_end>(on);
  if (o.value == MP_OBJ_SENTINEL) return begin_operation(*e.at, core::side::reader, false, MP_OBJ_NULL);
  return begin_operation(*e.at, side_of(e), true, o.value);
}

void keep_for_next(operation& o) {
  o.on = o.value = MP_OBJ_NULL;
  o.next_free = static_cast<operation*>(MP_STATE_VM(csp_free_operations));
  MP_STATE_VM(csp_free_operations) = &o;
}

mp_obj_t resume_iterator(mp_obj_t iterator, mp_obj_t send, mp_obj_t exception) {
  mp_obj_t answer;
  switch (mp_resume(iterator, send, exception, &answer)) {
    case MP_VM_RETURN_YIELD:
      return answer;
    case MP_VM_RETURN_EXCEPTION:
      nlr_raise(answer);
    default:
      mp_raise_StopIteration(answer == mp_const_none ? MP_OBJ_NULL : answer);
  }
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_read_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t*) {
  mp_arg_check_num(n, n_kw, 0, 0, false);
  return new_operation(self, MP_OBJ_NULL);
}
mp_obj_t uapycsp_write_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_arg_check_num(n, n_kw, 1, 1, false);
  return new_operation(self, args[0]);
}
mp_obj_t uapycsp_read_end_anext(mp_obj_t self) { return new_operation(self, MP_OBJ_SENTINEL); }

mp_obj_t uapycsp_alternative_select(mp_obj_t self) { return new_operation(self, mp_const_true); }
mp_obj_t uapycsp_alternative_pri_select(mp_obj_t self) { return new_operation(self, mp_const_false); }

mp_obj_t uapycsp_operation_getiter(mp_obj_t self, mp_obj_iter_buf_t*) {
  operation& o = *object<operation>(self);
  const mp_obj_t iterator = begin(o);
  keep_for_next(o);
  return iterator;
}

// As the coroutine of a task.
mp_obj_t uapycsp_operation_send(mp_obj_t self, mp_obj_t) {
  operation& o = *object<operation>(self);
  if (o.on != mp_const_none) {
    o.value = begin(o);
    o.on = mp_const_none;
  }
  return resume_iterator(o.value, mp_const_none, MP_OBJ_NULL);
}
mp_obj_t uapycsp_operation_throw(size_t n, const mp_obj_t* args) {
  operation& o = *object<operation>(args[0]);
  const mp_obj_t exception = args[n > 2 && args[2] != mp_const_none ? 2 : 1];
  if (o.on == mp_const_none) return resume_iterator(o.value, MP_OBJ_NULL, exception);
  o.on = MP_OBJ_NULL;
  nlr_raise(mp_make_raise_obj(exception));
}
mp_obj_t uapycsp_operation_close(mp_obj_t self) {
  operation& o = *object<operation>(self);
  if (o.on == mp_const_none) {
    mp_obj_t answer;
    mp_resume(o.value, MP_OBJ_NULL, MP_OBJ_FROM_PTR(&mp_const_GeneratorExit_obj), &answer);
  }
  o.on = MP_OBJ_NULL;
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
