// A read or a write of a thread: it is done at once, or blocks. For upycsp.cpp only: each source more has parts of the
// core in it once more.
#pragma once
#include "../shared/pending_write.hpp"
#include "../shared/returned.hpp"
#include "channel_of_threads.hpp"

extern "C" mp_obj_module_t upycsp_module;

namespace csp::micropython {

// True when it is decided already, else it waits.
template <core::side S>
static bool begin(thread_wait& w, mp_obj_t value) {
  const thread_lock lock;
  w.value = value;
  w.answer = meet_at_once<S>(*w.channel, &w.value);
  if (w.answer != status::would_wait) return true;
  w.wait(value);
  return false;
}

// An exception has come to a wait, as a port may let it. What nobody has met leaves its queue; what was read goes
// back.
static void abandon(thread_wait& w) {
  if (withdraw(w)) return;
  if (w.has_read()) unread(*w.channel, w.value, w.ticket);
}

static void wait_for_result(thread_wait& w) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) != 0) {
    abandon(w);
    release(w);
    nlr_jump(nlr.ret_val);
  }
  pass_gate(w);
  nlr_pop();
}

// Blocks until it is done; null when it has met poison.
template <core::side S>
static mp_obj_t operate(core::rendezvous<threads>& at, mp_obj_t value) {
  thread_wait& w = take_wait();
  ::new (static_cast<waiting<threads>*>(&w)) waiting<threads>(at, S, true);
  if (!begin<S>(w, value)) wait_for_result(w);
  const bool done = w.answer == status::done;
  const mp_obj_t result = S == core::side::reader ? w.value : MP_OBJ_NEW_SMALL_INT(0);
  release(w);
  return done ? result : MP_OBJ_NULL;
}

template <core::side S>
static mp_obj_t operate_or_raise(mp_obj_t self, mp_obj_t value) {
  core::rendezvous<threads>& at = *object<end<threads>>(self)->at;
  const mp_obj_t result = operate<S>(at, value);
  if (result == MP_OBJ_NULL) raise_poison(about(at).name);
  return result;
}

// A call with a timeout, or a wrong one.
static mp_obj_t call_otherwise(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_obj_t timeout;
  const mp_obj_t guard = guard_with_timeout<threads>(self, n, n_kw, args, &timeout);
  if (timeout != mp_const_none)
    return mp_call_function_2(mp_load_attr(MP_OBJ_FROM_PTR(&upycsp_module), MP_QSTR__within), guard, timeout);
  return guard == self ? operate_or_raise<core::side::reader>(self, MP_OBJ_NULL)
                       : operate_or_raise<core::side::writer>(self, args[0]);
}

}  // namespace csp::micropython
