// An operation or a select that is an object of its own, as it was prepared. It is awaited once.
#include "preparation.hpp"
#include "process.hpp"

namespace csp::micropython {
namespace {

struct operation {
  mp_obj_base_t base;
  mp_obj_t on;          // an end, or an Alternative; null when it is over
  mp_obj_t prepared;    // as there; null once it has begun
  mp_obj_t task;        // who has begun it
  wait_node* borrowed;  // and its wait node, when that is no process
};

wait_node& first_node(operation& o) {
  o.task = required(context::current());
  if (is_process(o.task)) {
    wait_node& b = *object<wait_node>(o.task);
    if (b.kind != core::wait_for::nothing) abandon(b);  // of a coroutine that is not resumed any more
    return b;
  }
  o.borrowed = &borrow_node(o.task);
  return *o.borrowed;
}

bool goes_on(const operation& o, const wait_node& b) {
  return !was_taken_back(b) && with_type(o.on, [&](auto& end) { return end.has_begun(b); });
}

// Whoever has begun it goes on with it, and nobody else.
wait_node& node_of(operation& o) {
  if (o.on == MP_OBJ_NULL) raise_not_prepared();
  if (o.prepared != MP_OBJ_NULL) return first_node(o);
  wait_node& b = o.borrowed ? *o.borrowed : *object<wait_node>(o.task);
  if (o.task != context::current() || !goes_on(o, b)) raise_not_prepared();
  return b;
}

mp_obj_t step_of_object(operation& o) {
  wait_node& b = node_of(o);
  const mp_obj_t how = o.prepared;
  const mp_obj_t on = o.on;
  o.prepared = MP_OBJ_NULL;
  nlr_buf_t nlr;
  if (nlr_push(&nlr) != 0) {
    o.on = MP_OBJ_NULL;
    nlr_jump(nlr.ret_val);
  }
  const mp_obj_t answer =
      how == MP_OBJ_NULL ? go_on(b) : with_type(on, [&](auto& known) { return begin_or_release(b, known, how); });
  nlr_pop();
  if (answer != mp_const_none) o.on = MP_OBJ_NULL;
  return answer;
}

void drop_object(operation& o) {
  if (o.on == MP_OBJ_NULL) return;
  const mp_obj_t on = o.on;
  o.on = MP_OBJ_NULL;
  if (o.prepared != MP_OBJ_NULL) return;
  if (o.borrowed) return abandon(*o.borrowed);
  wait_node& b = *object<wait_node>(o.task);
  if (was_taken_back(b) || with_type(on, [&](auto& known) { return known.has_begun(b); })) abandon(b);
}

}  // namespace

mp_obj_t new_operation(mp_obj_t on, mp_obj_t how) {
  auto* const o = mp_obj_malloc(operation, &uapycsp_Operation_type);
  o->on = on;
  o->prepared = how;
  o->task = MP_OBJ_NULL;
  o->borrowed = nullptr;
  return reference(o);
}

void raise_not_prepared() {
  mp_raise_msg(
      &mp_type_RuntimeError,
      MP_ERROR_TEXT("an operation was not called, or is awaited a second time: await c.read(), and 'async for'"));
}

mp_obj_t raise_stop(mp_obj_t answer) {
  if (answer != MP_OBJ_STOP_ITERATION) return answer;
  const mp_obj_t value = MP_STATE_THREAD(stop_iteration_arg);
  mp_raise_StopIteration(value == mp_const_none ? MP_OBJ_NULL : value);
}

extern "C" {

mp_obj_t uapycsp_operation_iternext(mp_obj_t self) { return step_of_object(*object<operation>(self)); }
mp_obj_t uapycsp_operation_send(mp_obj_t self, mp_obj_t) {
  return raise_stop(step_of_object(*object<operation>(self)));
}
mp_obj_t uapycsp_operation_throw(size_t n, const mp_obj_t* args) {
  drop_object(*object<operation>(args[0]));
  nlr_raise(mp_make_raise_obj(thrown_by(n, args)));
}
mp_obj_t uapycsp_operation_close(mp_obj_t self) {
  drop_object(*object<operation>(self));
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
