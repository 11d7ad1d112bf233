// What ch.read(), ch.write(v) and alt.select() answer in `uapycsp`: something to be awaited, once.
//
// Mostly that is the end, or the Alternative, itself, which has been prepared: so communication allocates nothing, and
// a process that waits needs no memory besides its own. Where it is prepared already, and outside of processes, it is
// an object that keeps the same.
#include "alternative.hpp"
#include "berth.hpp"
#include "channel_of_tasks.hpp"
#include "choosing_task.hpp"
#include "process.hpp"

namespace csp::micropython {
namespace {

using task_end = end<asyncio_engine>;
using choosing = alternative<asyncio_engine>;

// How an end or an Alternative is prepared, besides with the value to be written.
const mp_obj_t plain_read = mp_const_none;
const mp_obj_t next_of_iteration = MP_OBJ_SENTINEL;
const mp_obj_t fair_select = mp_const_true;
const mp_obj_t prioritised_select = mp_const_false;

struct operation {
  mp_obj_base_t base;
  mp_obj_t on;        // an end, or an Alternative; null when it is over
  mp_obj_t prepared;  // as there; null once it has begun
  void* link;  // once it has begun in a task that is no process, its berth; of one that is over, the next free one
};

bool is_alternative(mp_obj_t o) { return has_type(o, uapycsp_Alternative_type); }

mp_obj_t& preparation(mp_obj_t on) {
  return is_alternative(on) ? object<choosing>(on)->prepared : object<task_end>(on)->prepared;
}

mp_obj_t new_operation(mp_obj_t on, mp_obj_t how) {
  auto* o = static_cast<operation*>(MP_STATE_VM(csp_free_operations));
  if (o) {
    MP_STATE_VM(csp_free_operations) = o->link;
  } else {
    o = mp_obj_malloc(operation, &uapycsp_Operation_type);
  }
  o->on = on;
  o->prepared = how;
  o->link = nullptr;
  return reference(o);
}

mp_obj_t prepare(mp_obj_t on, mp_obj_t& at, mp_obj_t how) {
  if (at != MP_OBJ_NULL || !is_process(context::current())) return new_operation(on, how);
  at = how;
  return on;
}

// Begins for the task in this berth, or answers at once.
mp_obj_t begin(berth& b, mp_obj_t on, mp_obj_t how) {
  if (is_alternative(on)) return begin_select(b, on, how == fair_select);
  const task_end& e = *object<task_end>(on);
  const core::side s = side_of(e);
  return begin_operation(b, *e.at, s, how != next_of_iteration, s == core::side::writer ? how : MP_OBJ_NULL);
}

// The same; when it raises before it has begun, a guest is free again.
mp_obj_t begin_or_release(berth& b, mp_obj_t on, mp_obj_t how) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    const mp_obj_t answer = begin(b, on, how);
    nlr_pop();
    return answer;
  }
  if (b.coro != MP_OBJ_NULL) release(b);
  nlr_jump(nlr.ret_val);
}

// Whether the wait in this berth is this one.
bool has_begun(const berth& b, mp_obj_t on) {
  if (b.wait.kind == core::wait_for::nothing) return false;
  if (is_alternative(on)) return b.wait.is_choice() && b.wait.value == on;
  const task_end& e = *object<task_end>(on);
  return !b.wait.is_choice() && b.wait.channel == e.at && b.wait.my_side == side_of(e);
}

[[noreturn]] void raise_not_prepared() {
  mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("an operation is awaited a second time, or was not called"));
}

mp_obj_t take_preparation(mp_obj_t& at) {
  if (at == MP_OBJ_NULL) raise_not_prepared();
  const mp_obj_t how = at;
  at = MP_OBJ_NULL;
  return how;
}

// One that was prepared by a process, and that another task awaits: which berth it uses is noted in a list.
berth* lent_to(mp_obj_t t) {
  for (auto* b = static_cast<berth*>(MP_STATE_VM(csp_lent_guests)); b; b = object<berth>(b->data))
    if (b->coro == t) return b;
  return nullptr;
}
void lend(berth& b) {
  b.data = reference(static_cast<berth*>(MP_STATE_VM(csp_lent_guests)));
  MP_STATE_VM(csp_lent_guests) = &b;
}
void give_back(berth& b) {
  auto* const first = static_cast<berth*>(MP_STATE_VM(csp_lent_guests));
  if (first == &b) {
    MP_STATE_VM(csp_lent_guests) = object<berth>(b.data);
  } else {
    berth* before = first;
    while (before && object<berth>(before->data) != &b) before = object<berth>(before->data);
    if (before) before->data = b.data;
  }
}

// Goes on with what was prepared in place. The berth is the running process's own.
mp_obj_t step_of_process(berth& b, mp_obj_t on) {
  if (has_begun(b, on)) return go_on(b);
  if (b.wait.kind != core::wait_for::nothing) abandon(b);  // of a coroutine that was closed meanwhile
  return begin(b, on, take_preparation(preparation(on)));
}

mp_obj_t step_of_other(mp_obj_t current, mp_obj_t on) {
  berth* b = lent_to(current);
  mp_obj_t answer;
  if (b) {
    give_back(*b);
    answer = go_on(*b);
  } else {
    b = &take_guest(required(current));
    answer = begin_or_release(*b, on, take_preparation(preparation(on)));
  }
  if (answer == mp_const_none) lend(*b);
  return answer;
}

mp_obj_t step(mp_obj_t on) {
  const mp_obj_t current = context::current();
  if (is_process(current)) return step_of_process(*object<berth>(current), on);
  return step_of_other(current, on);
}

// What was prepared in place is given up, begun or not.
void drop(mp_obj_t on) {
  const mp_obj_t current = context::current();
  if (is_process(current)) {
    berth& b = *object<berth>(current);
    if (has_begun(b, on)) return abandon(b);
  } else if (berth* const b = lent_to(current)) {
    give_back(*b);
    return abandon(*b);
  }
  preparation(on) = MP_OBJ_NULL;
}

// The same for an object.
void keep_for_next(operation& o) {
  o.on = o.prepared = MP_OBJ_NULL;
  o.link = MP_STATE_VM(csp_free_operations);
  MP_STATE_VM(csp_free_operations) = &o;
}

berth& berth_of(operation& o, mp_obj_t current) {
  if (is_process(current)) return *object<berth>(current);
  if (!o.link) o.link = &take_guest(required(current));
  return *static_cast<berth*>(o.link);
}

mp_obj_t step(operation& o) {
  if (o.on == MP_OBJ_NULL) raise_not_prepared();
  berth& b = berth_of(o, context::current());
  const mp_obj_t how = o.prepared;
  const mp_obj_t on = o.on;
  o.prepared = MP_OBJ_NULL;
  nlr_buf_t nlr;
  if (nlr_push(&nlr) != 0) {
    keep_for_next(o);
    nlr_jump(nlr.ret_val);
  }
  const mp_obj_t answer = how == MP_OBJ_NULL ? go_on(b) : begin_or_release(b, on, how);
  nlr_pop();
  if (answer != mp_const_none) keep_for_next(o);
  return answer;
}

void drop(operation& o) {
  if (o.on == MP_OBJ_NULL) return;
  const bool begun = o.prepared == MP_OBJ_NULL;
  berth* const guest = static_cast<berth*>(o.link);
  const mp_obj_t current = context::current();
  const mp_obj_t on = o.on;
  keep_for_next(o);
  if (!begun) return;
  if (guest) return abandon(*guest);
  if (is_process(current) && has_begun(*object<berth>(current), on)) abandon(*object<berth>(current));
}

mp_obj_t raise_stop(mp_obj_t answer) {
  if (answer != MP_OBJ_STOP_ITERATION) return answer;
  const mp_obj_t value = MP_STATE_THREAD(stop_iteration_arg);
  mp_raise_StopIteration(value == mp_const_none ? MP_OBJ_NULL : value);
}

[[noreturn]] void raise_thrown(size_t n, const mp_obj_t* args) {
  nlr_raise(mp_make_raise_obj(args[n > 2 && args[2] != mp_const_none ? 2 : 1]));
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_read_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t*) {
  mp_arg_check_num(n, n_kw, 0, 0, false);
  return prepare(self, object<task_end>(self)->prepared, plain_read);
}
mp_obj_t uapycsp_write_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_arg_check_num(n, n_kw, 1, 1, false);
  return prepare(self, object<task_end>(self)->prepared, args[0]);
}
mp_obj_t uapycsp_read_end_anext(mp_obj_t self) {
  return prepare(self, object<task_end>(self)->prepared, next_of_iteration);
}

mp_obj_t uapycsp_alternative_select(mp_obj_t self) {
  return prepare(self, object<choosing>(self)->prepared, fair_select);
}
mp_obj_t uapycsp_alternative_pri_select(mp_obj_t self) {
  return prepare(self, object<choosing>(self)->prepared, prioritised_select);
}

// Of an end or an Alternative that was prepared.
mp_obj_t uapycsp_prepared_iternext(mp_obj_t self) { return step(self); }
mp_obj_t uapycsp_prepared_send(mp_obj_t self, mp_obj_t) { return raise_stop(step(self)); }
mp_obj_t uapycsp_prepared_throw(size_t n, const mp_obj_t* args) {
  drop(args[0]);
  raise_thrown(n, args);
}
mp_obj_t uapycsp_prepared_close(mp_obj_t self) {
  drop(self);
  return mp_const_none;
}

mp_obj_t uapycsp_operation_iternext(mp_obj_t self) { return step(*object<operation>(self)); }
mp_obj_t uapycsp_operation_send(mp_obj_t self, mp_obj_t) { return raise_stop(step(*object<operation>(self))); }
mp_obj_t uapycsp_operation_throw(size_t n, const mp_obj_t* args) {
  drop(*object<operation>(args[0]));
  raise_thrown(n, args);
}
mp_obj_t uapycsp_operation_close(mp_obj_t self) {
  drop(*object<operation>(self));
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
