// What ch.read(), ch.write(v) and alt.select() return in `uapycsp`: something to be awaited, once.
//
// Mostly that is the end, or the Alternative, itself, which has been prepared: so communication allocates nothing, and
// a process that waits needs no memory besides its own. Where it is prepared already, and outside of processes, it is
// an object that keeps the same: operation_object.cpp.
#include "../shared/library.hpp"
#include "preparation.hpp"
#include "process.hpp"

namespace csp::micropython {
namespace {

template <class On>
mp_obj_t prepare(mp_obj_t self, mp_obj_t how) {
  On& on = *object<On>(self);
  if (on.prepared != MP_OBJ_NULL || !is_process(context::current_if_known())) return new_operation(self, how);
  on.prepared = how;
  return self;
}

mp_obj_t take_preparation(mp_obj_t& at) {
  if (at == MP_OBJ_NULL) raise_not_prepared();
  const mp_obj_t how = at;
  at = MP_OBJ_NULL;
  return how;
}

// One that was prepared by a process, and that another task awaits: which wait node it uses is noted in a list.
wait_node* borrowed_by(mp_obj_t t) {
  for (auto* b = static_cast<wait_node*>(MP_STATE_VM(csp_borrowed_nodes)); b; b = object<wait_node>(b->data))
    if (b->coro == t) return b;
  return nullptr;
}
void list_borrowed(wait_node& b) {
  b.data = reference(static_cast<wait_node*>(MP_STATE_VM(csp_borrowed_nodes)));
  MP_STATE_VM(csp_borrowed_nodes) = &b;
}
void unlist_borrowed(wait_node& b) {
  auto* const first = static_cast<wait_node*>(MP_STATE_VM(csp_borrowed_nodes));
  if (first == &b) {
    MP_STATE_VM(csp_borrowed_nodes) = object<wait_node>(b.data);
  } else {
    wait_node* before = first;
    while (before && object<wait_node>(before->data) != &b) before = object<wait_node>(before->data);
    if (before) before->data = b.data;
  }
}

// Of a coroutine that was closed meanwhile.
template <class On>
[[gnu::noinline]] mp_obj_t abandon_and_begin(wait_node& b, On& on) {
  abandon(b);
  return on.begin(b, take_preparation(on.prepared));
}

// Goes on with what was prepared in place. The wait node is the running process's own.
template <class On>
mp_obj_t step_of_process(wait_node& b, On& on) {
  if (on.has_begun(b)) return go_on(b);
  if (b.kind != core::wait_for::nothing) return abandon_and_begin(b, on);
  return on.begin(b, take_preparation(on.prepared));
}

template <class On>
[[gnu::noinline]] mp_obj_t step_of_other(mp_obj_t current, On& on) {
  wait_node* b = borrowed_by(current);
  mp_obj_t answer;
  if (b && was_taken_back(*b)) {
    unlist_borrowed(*b);
    release(*b);
    b = nullptr;
  }
  if (b) {
    unlist_borrowed(*b);
    answer = go_on(*b);
  } else {
    b = &borrow_node(required(current));
    answer = begin_or_release(*b, on, take_preparation(on.prepared));
  }
  if (answer == mp_const_none) list_borrowed(*b);
  return answer;
}

template <class On>
mp_obj_t step(On& on) {
  const mp_obj_t current = context::current();
  if (is_process(current)) [[likely]]
    return step_of_process(*object<wait_node>(current), on);
  return step_of_other(current, on);
}

mp_obj_t step_of_any(mp_obj_t on) {
  return with_type(on, [](auto& known) { return step(known); });
}

// The borrowed wait node that this has begun in, of whatever task.
template <class On>
wait_node* borrowed_for(const On& on) {
  for (auto* b = static_cast<wait_node*>(MP_STATE_VM(csp_borrowed_nodes)); b; b = object<wait_node>(b->data))
    if (on.has_begun(*b)) return b;
  return nullptr;
}

// What was prepared in place is given up, begun or not. Another task than the one that waits may do so.
template <class On>
void drop(On& on) {
  const mp_obj_t current = context::current();
  if (is_process(current)) {
    wait_node& b = *object<wait_node>(current);
    if (on.has_begun(b) || was_taken_back(b)) return abandon(b);
  }
  wait_node* b = borrowed_by(current);
  if (!b && on.prepared == MP_OBJ_NULL) b = borrowed_for(on);
  if (b) {
    unlist_borrowed(*b);
    return abandon(*b);
  }
  on.prepared = MP_OBJ_NULL;
}

// A call with a timeout, or a wrong one. It needs no frame of its own, and those of the ends are made at every
// communication.
[[gnu::noinline]] mp_obj_t call_otherwise(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_obj_t timeout;
  const mp_obj_t guard = guard_with_timeout<asyncio_engine>(self, n, n_kw, args, &timeout);
  if (timeout != mp_const_none) return mp_call_function_2(library::lookup(MP_QSTR__within), guard, timeout);
  return guard == self ? prepare<read_end>(self, read_marker) : prepare<write_end>(self, args[0]);
}

void require_awaited(mp_obj_t self) {
  if (object<read_end>(self)->prepared != MP_OBJ_NULL)
    raise_about(mp_type_TypeError, "a read is used that was not awaited: await ", self, "");
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_read_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  if (n != 0 || n_kw != 0) return call_otherwise(self, n, n_kw, args);
  return prepare<read_end>(self, read_marker);
}
mp_obj_t uapycsp_write_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  if (n != 1 || n_kw != 0) return call_otherwise(self, n, n_kw, args);
  return prepare<write_end>(self, args[0]);
}
// Of a read whose await was forgotten: the end itself stands where its value is wanted.
mp_obj_t uapycsp_read_end_binary_op(mp_binary_op_t op, mp_obj_t self, mp_obj_t other) {
  const bool compares = op == MP_BINARY_OP_EQUAL || op == MP_BINARY_OP_NOT_EQUAL;
  if (!compares || !is_exception(other, csp_Guard_type)) require_awaited(self);
  return MP_OBJ_NULL;
}
mp_obj_t uapycsp_read_end_unary_op(mp_unary_op_t op, mp_obj_t self) {
  if (op == MP_UNARY_OP_HASH) return MP_OBJ_NEW_SMALL_INT(reinterpret_cast<mp_uint_t>(MP_OBJ_TO_PTR(self)));
  if (op == MP_UNARY_OP_BOOL) require_awaited(self);
  return MP_OBJ_NULL;
}
mp_obj_t uapycsp_read_end_anext(mp_obj_t self) { return prepare<read_end>(self, read_marker); }

mp_obj_t uapycsp_alternative_select(mp_obj_t self) { return prepare<kept_choice>(self, fair_select); }
mp_obj_t uapycsp_alternative_pri_select(mp_obj_t self) { return prepare<kept_choice>(self, prioritised_select); }

// Of an end or an Alternative that was prepared.
mp_obj_t uapycsp_read_end_iternext(mp_obj_t self) { return step(*object<read_end>(self)); }
mp_obj_t uapycsp_write_end_iternext(mp_obj_t self) { return step(*object<write_end>(self)); }
mp_obj_t uapycsp_alternative_iternext(mp_obj_t self) { return step(*object<kept_choice>(self)); }
mp_obj_t uapycsp_prepared_send(mp_obj_t self, mp_obj_t) { return raise_stop(step_of_any(self)); }
mp_obj_t uapycsp_prepared_throw(size_t n, const mp_obj_t* args) {
  with_type(args[0], [](auto& known) { drop(known); });
  nlr_raise(mp_make_raise_obj(thrown_by(n, args)));
}
mp_obj_t uapycsp_prepared_close(mp_obj_t self) {
  with_type(self, [](auto& known) { drop(known); });
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
