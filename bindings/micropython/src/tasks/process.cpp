// The life of a process: it is made, started, resumed and cancelled, and it ends.
#include "process.hpp"

#include "ends_to_poison.hpp"

namespace csp::micropython {
namespace {

// The beginning of the machine's generators, which its headers do not tell.
struct generator {
  mp_obj_base_t base;
  mp_obj_t pending;
  mp_code_state_t code_state;
};

// Of what is no generator, exceptions come as long jumps.
[[gnu::noinline]] mp_vm_return_kind_t resume_other(process& p, mp_obj_t send, mp_obj_t exception, mp_obj_t* answer) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    if (p.ends == MP_OBJ_SENTINEL) {
      p.ends = MP_OBJ_NULL;
      if (exception != MP_OBJ_NULL) nlr_raise(mp_make_raise_obj(exception));
      p.coro = mp_getiter(p.coro, nullptr);
    }
    const mp_vm_return_kind_t kind =
        mp_resume(p.coro, exception == MP_OBJ_NULL ? send : MP_OBJ_NULL, exception, answer);
    nlr_pop();
    return kind;
  }
  *answer = MP_OBJ_FROM_PTR(nlr.ret_val);
  if (!is_exception(*answer, mp_type_StopIteration)) return MP_VM_RETURN_EXCEPTION;
  *answer = mp_obj_exception_get_value(*answer);
  return MP_VM_RETURN_NORMAL;
}

// It has ended with an exception, which may be poison: then that is its whole story.
[[gnu::noinline]] mp_vm_return_kind_t end_badly(process& p, qstr name, mp_obj_t* answer) {
  if (wraps(p) || !is_exception(*answer, mp_type_Exception)) return MP_VM_RETURN_EXCEPTION;
  const mp_obj_t ends = p.ends;
  const bool by_poison = is_exception(*answer, mp_type_ChannelPoisonException);
  p.ends = by_poison ? mp_const_true : mp_const_false;
  poison_ends(ends);
  if (!by_poison) return MP_VM_RETURN_EXCEPTION;
  if (tells_of_poison(ends)) mp_printf(&mp_plat_print, "process %q was poisoned\n", name);
  *answer = mp_const_none;
  return MP_VM_RETURN_NORMAL;
}

// It has ended, and a coroutine that it did not finish still waits. What a guard raises then comes out of the process.
[[gnu::noinline]] void leave_wait(process& p, mp_vm_return_kind_t& kind, mp_obj_t* answer) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    abandon(p);
    nlr_pop();
    return;
  }
  kind = MP_VM_RETURN_EXCEPTION;
  *answer = MP_OBJ_FROM_PTR(nlr.ret_val);
}

}  // namespace

qstr name_of(const process& p) {
  if (is_finished(p)) return MP_OBJ_QSTR_VALUE(p.coro);
  if (!is_generator(p.coro)) return MP_QSTR_;
  return mp_obj_fun_get_name(MP_OBJ_FROM_PTR(object<generator>(p.coro)->code_state.fun_bc));
}

bool has_send(mp_obj_t o) {
  mp_obj_t send[2];
  mp_load_method_maybe(o, MP_QSTR_send, send);
  return send[0] != MP_OBJ_NULL;
}

process& new_process(mp_obj_t coroutine, mp_obj_t ends) {
  auto* const p = static_cast<process*>(m_malloc0(sizeof(process)));
  p->heap.base.type = &uapycsp_Process_type;
  p->coro = coroutine;
  p->data = mp_const_none;
  p->ph_key = MP_OBJ_NEW_SMALL_INT(0);
  p->ends = ends;
  return *p;
}

mp_vm_return_kind_t resume(process& p, mp_obj_t send, mp_obj_t exception, mp_obj_t* answer) {
  if (is_finished(p)) {
    *answer = mp_const_none;
    return MP_VM_RETURN_NORMAL;
  }
  mp_vm_return_kind_t kind = is_generator(p.coro) ? mp_obj_gen_resume(p.coro, send, exception, answer)
                                                  : resume_other(p, send, exception, answer);
  if (kind == MP_VM_RETURN_YIELD) return kind;
  if (p.kind != core::wait_for::nothing) leave_wait(p, kind, answer);
  const qstr name = name_of(p);
  p.coro = MP_OBJ_NEW_QSTR(name);
  if (kind == MP_VM_RETURN_EXCEPTION) return end_badly(p, name, answer);
  p.ends = mp_const_none;
  return kind;
}

process& startable(mp_obj_t o) {
  if (is_process(o)) {
    process& p = *object<process>(o);
    if (p.state != MP_OBJ_NULL || is_finished(p)) raise_about(mp_type_RuntimeError, "", o, " is started a second time");
    return p;
  }
  if (!is_coroutine(o)) raise_no_process(o);
  return new_process(o, is_generator(o) ? MP_OBJ_NULL : MP_OBJ_SENTINEL);
}

void raise_no_process(mp_obj_t o) {
  if (o == MP_OBJ_FROM_PTR(&csp_nothing))
    mp_raise_TypeError(
        MP_ERROR_TEXT("poison() has acted when it was called, and is no process: plugNplay.poison_chans is"));
  raise_about(mp_type_TypeError, "", o, " is no process: call a function marked @process");
}

void start(process& p, mp_obj_t state) {
  p.state = state;
  schedule(p);
}

void cancel(process& p) {
  mp_obj_t method[2] = {MP_OBJ_NULL, MP_OBJ_NULL};
  context::task_attribute(reference(&p), MP_QSTR_cancel, method);
  mp_call_method_n_kw(0, 0, method);
}

}  // namespace csp::micropython
