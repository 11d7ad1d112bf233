// A result that tasks wait for.
#include "wait_node.hpp"

namespace csp::micropython {
namespace {

struct future {
  mp_obj_base_t base;
  mp_obj_t result;
  mp_obj_t waiters;  // one of asyncio's queues of tasks
  bool done;
};

mp_obj_t push(mp_obj_t queue, mp_obj_t t) {
  mp_obj_t method[3];
  mp_load_method(queue, MP_QSTR_push, method);
  method[2] = t;
  return mp_call_method_n_kw(1, 0, method);
}

mp_obj_t call(mp_obj_t queue, qstr name) {
  mp_obj_t method[2];
  mp_load_method(queue, name, method);
  return mp_call_method_n_kw(0, 0, method);
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_future_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t*) {
  mp_arg_check_num(n, n_kw, 0, 0, false);
  auto* const f = mp_obj_malloc(future, type);
  f->result = mp_const_none;
  f->done = false;
  f->waiters = mp_call_function_0(context::global(MP_QSTR_TaskQueue));
  return reference(f);
}

void uapycsp_future_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (dest[0] != MP_OBJ_NULL) return;
  const auto& f = *object<future>(self);
  if (attr == MP_QSTR_done) {
    dest[0] = mp_obj_new_bool(f.done);
  } else if (attr == MP_QSTR_result) {
    dest[0] = f.result;
  } else {
    dest[1] = MP_OBJ_SENTINEL;
  }
}

mp_obj_t uapycsp_future_set_result(mp_obj_t self, mp_obj_t result) {
  auto& f = *object<future>(self);
  if (f.done) mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("a future has its result already"));
  f.result = result;
  f.done = true;
  while (call(f.waiters, MP_QSTR_peek) != mp_const_none) schedule(*object<task>(call(f.waiters, MP_QSTR_pop)));
  return mp_const_none;
}

mp_obj_t uapycsp_future_iternext(mp_obj_t self) {
  auto& f = *object<future>(self);
  if (f.done) return mp_make_stop_iteration(f.result);
  const mp_obj_t current = required(context::current());
  push(f.waiters, current);
  object<task>(current)->data = f.waiters;  // a task that is cancelled is removed from there
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
