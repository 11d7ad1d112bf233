// A process as Python sees it: a coroutine, and a task of asyncio.
#include "process.hpp"

namespace csp::micropython {
namespace {

mp_obj_t raise_or_answer(mp_vm_return_kind_t kind, mp_obj_t answer) {
  if (kind == MP_VM_RETURN_YIELD) return answer;
  if (kind == MP_VM_RETURN_EXCEPTION) nlr_raise(answer);
  mp_raise_StopIteration(answer == mp_const_none ? MP_OBJ_NULL : answer);
}

// Of one that has ended in a Parallel, on the loop of this module.
mp_obj_t outcome_in_group(process& p) {
  if (p.ends == mp_const_false) nlr_raise(mp_make_raise_obj(p.value));
  return mp_make_stop_iteration(p.value);
}

// As a task of asyncio does it.
const mp_getiter_iternext_custom_t& iteration_of_tasks() {
  return *static_cast<const mp_getiter_iternext_custom_t*>(MP_OBJ_TYPE_GET_SLOT(&context::task_type(), iter));
}

// A process that runs as a task is resumed as that task only; any other is called, by whoever resumes it first.
void require_turn(process& p) {
  if (p.state == MP_OBJ_NULL) p.state = reference(&p);
  if (p.state != reference(&p) && !p.has_ended() && context::current() != reference(&p))
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("a process that runs as a task is resumed by another"));
}

}  // namespace

extern "C" {

mp_obj_t uapycsp_process_send(mp_obj_t self, mp_obj_t value) {
  require_turn(*object<process>(self));
  mp_obj_t answer;
  const mp_vm_return_kind_t kind = resume(*object<process>(self), value, MP_OBJ_NULL, &answer);
  return raise_or_answer(kind, answer);
}

mp_obj_t uapycsp_process_throw(size_t n, const mp_obj_t* args) {
  mp_obj_t answer;
  const mp_obj_t exception = thrown_by(n, args);
  require_turn(*object<process>(args[0]));
  const mp_vm_return_kind_t kind = resume(*object<process>(args[0]), mp_const_none, exception, &answer);
  return raise_or_answer(kind, answer);
}

mp_obj_t uapycsp_process_close(mp_obj_t self) {
  process& p = *object<process>(self);
  if (is_finished(p)) return mp_const_none;
  const bool waits = p.undecided() || has_type(p.data, uapycsp_Group_type);
  if (p.kind != core::wait_for::nothing) abandon(p);
  mp_obj_t answer;
  const mp_vm_return_kind_t kind = resume(p, mp_const_none, MP_OBJ_FROM_PTR(&mp_const_GeneratorExit_obj), &answer);
  if (kind == MP_VM_RETURN_YIELD) mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("a process ignored its close()"));
  if (waits) schedule(p);  // those who wait for its end learn of it
  if (kind == MP_VM_RETURN_EXCEPTION && !is_exception(answer, mp_type_GeneratorExit)) nlr_raise(answer);
  return mp_const_none;
}

// asyncio cancels it at its wait, or a task that waits for its end.
mp_obj_t uapycsp_process_remove(mp_obj_t self, mp_obj_t waiter) {
  process& p = *object<process>(self);
  if (self == waiter) {
    take_back(p);
  } else {
    mp_obj_t method[3];
    mp_load_method(p.state, MP_QSTR_remove, method);
    method[2] = waiter;
    mp_call_method_n_kw(1, 0, method);
  }
  return mp_const_none;
}

void uapycsp_process_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  process& p = *object<process>(self);
  if (dest[0] == MP_OBJ_NULL) {
    if (attr == MP_QSTR_coro) {
      dest[0] = self;  // asyncio resumes it through its own send
      return;
    }
    if (attr == MP_QSTR_poisoned) {
      dest[0] = mp_obj_new_bool(was_poisoned(p));
      return;
    }
    if (attr == MP_QSTR_name) {
      dest[0] = MP_OBJ_NEW_QSTR(name_of(p));
      return;
    }
    if (attr == MP_QSTR_state && p.state == MP_OBJ_NULL) {
      dest[0] = mp_const_true;
      return;
    }
  }
  context::task_attribute(self, attr, dest);
  if (dest[0] == MP_OBJ_NULL && dest[1] == MP_OBJ_NULL) dest[1] = MP_OBJ_SENTINEL;  // see its methods
}

void uapycsp_process_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  mp_printf(print, "<process %q>", name_of(*object<process>(self)));
}

// Awaiting one that was not started calls it.
mp_obj_t uapycsp_process_iternext(mp_obj_t self) {
  process& p = *object<process>(self);
  if (p.state == MP_OBJ_NULL) p.state = self;
  if (p.state == mp_const_false && p.data == mp_const_none) return outcome_in_group(p);
  if (p.state != self) {
    iteration_of_tasks().getiter(self, nullptr);
    return iteration_of_tasks().iternext(self);
  }
  if (is_finished(p)) raise_about(mp_type_RuntimeError, "", self, " is awaited a second time");
  mp_obj_t answer;
  const mp_vm_return_kind_t kind = resume(p, mp_const_none, MP_OBJ_NULL, &answer);
  if (kind == MP_VM_RETURN_YIELD) return answer;
  if (kind == MP_VM_RETURN_EXCEPTION) nlr_raise(answer);
  return mp_make_stop_iteration(answer);
}

}  // extern "C"

}  // namespace csp::micropython
