// A write that is a guard, and the guard that a call of an end with a timeout is.
#pragma once
#include "channel.hpp"

namespace csp::micropython {

template <class E>
struct pending_write {
  mp_obj_base_t base;
  end<E>* to;
  mp_obj_t value;
};

template <class E>
mp_obj_t new_pending_write(mp_obj_t self, mp_obj_t value) {
  auto* const w = mp_obj_malloc(pending_write<E>, &types<E>::pending_write());
  w->to = object<end<E>>(self);
  w->value = value;
  return reference(w);
}

// A call of an end with a timeout: the guard that does the same, and the timeout, which may be None. Raises TypeError
// for any other call.
template <class E>
mp_obj_t guard_with_timeout(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args, mp_obj_t* timeout) {
  static const mp_arg_t allowed[] = {{MP_QSTR_timeout, MP_ARG_OBJ, {.u_rom_obj = MP_ROM_NONE}}};
  const size_t wanted = side_of(*object<end<E>>(self)) == core::side::writer;
  mp_arg_check_num(n, 0, wanted, wanted, false);
  require_known_names(n_kw, args + n, allowed, 1);
  *timeout = args[n + 1];
  return wanted ? new_pending_write<E>(self, args[0]) : self;
}

template <class E>
void pending_write_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  const auto& w = *object<pending_write<E>>(self);
  mp_printf(print, "<write of ");
  mp_obj_print_helper(print, w.value, PRINT_REPR);
  mp_printf(print, " to channel '");
  mp_obj_print_helper(print, about(*w.to->at).name, PRINT_STR);
  mp_printf(print, "'>");
}

}  // namespace csp::micropython
