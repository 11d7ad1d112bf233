// Who learns of a task's end, as asyncio/core.py has it.
#include "task_end.hpp"

#include "group.hpp"

namespace csp::micropython {
namespace {

bool wake_all(mp_obj_t queue) {
  bool some = false;
  mp_obj_t peek[2];
  mp_obj_t pop[2];
  mp_load_method(queue, MP_QSTR_peek, peek);
  mp_load_method(queue, MP_QSTR_pop, pop);
  while (mp_call_method_n_kw(0, 0, peek) != mp_const_none) {
    schedule(*object<task>(mp_call_method_n_kw(0, 0, pop)));
    some = true;
  }
  return some;
}

// Whoever waits for its end. Returns whether anybody does.
bool tell(task& t, mp_obj_t outcome) {
  if (t.state == mp_const_true) {
    t.state = mp_const_none;
    return false;
  }
  if (mp_obj_is_callable(t.state)) {
    mp_call_function_2(t.state, reference(&t), outcome);
    t.state = mp_const_false;
    return true;
  }
  const bool awaited = wake_all(t.state);
  t.state = mp_const_false;
  return awaited;
}

void end_running(task& t, mp_vm_return_kind_t how, mp_obj_t answer) {
  if (is_group(t.state) && is_process(t)) {
    child_ended(*object<group>(t.state), static_cast<process&>(t), how, answer);
    t.state = mp_const_false;
    t.data = mp_const_none;
    return;
  }
  const mp_obj_t outcome =
      how == MP_VM_RETURN_EXCEPTION ? answer : mp_obj_new_exception_args(&mp_type_StopIteration, 1, &answer);
  const bool awaited = tell(t, outcome);
  if (!awaited && how == MP_VM_RETURN_EXCEPTION &&
      !mp_obj_exception_match(answer, context::global(MP_QSTR_CancelledError)))
    schedule(t);  // its turn comes again, unless somebody asks for the exception before
  t.data = outcome;
}

// Nobody has asked for the exception that ended it.
void call_handler(task& t, mp_obj_t exception) {
  t.data = exception;
  const mp_obj_t about = context::global(MP_QSTR__exc_context);
  mp_obj_dict_store(about, MP_OBJ_NEW_QSTR(MP_QSTR_exception), exception);
  mp_obj_dict_store(about, MP_OBJ_NEW_QSTR(MP_QSTR_future), reference(&t));
  mp_call_function_1(mp_load_attr(context::global(MP_QSTR_Loop), MP_QSTR_call_exception_handler), about);
}

}  // namespace

void raise_unless_handled(mp_vm_return_kind_t how, mp_obj_t answer) {
  if (how != MP_VM_RETURN_EXCEPTION || is_exception(answer, mp_type_Exception)) return;
  if (mp_obj_exception_match(answer, context::global(MP_QSTR_CancelledError))) return;
  nlr_raise(answer);
}

void end_task(task& t, mp_vm_return_kind_t how, mp_obj_t answer, mp_obj_t thrown) {
  raise_unless_handled(how, answer);
  if (mp_obj_is_true(t.state)) {
    end_running(t, how, answer);
  } else if (t.state == mp_const_none) {
    call_handler(t, thrown);
  }
}

}  // namespace csp::micropython
