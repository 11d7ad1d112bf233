// The virtual machine's interface, for C++.
//
// Its exceptions are long jumps: they run no destructors. So nothing that has one is alive where the machine is called,
// and an engine's lock is never held there.
#pragma once
extern "C" {
#include "../tasks/uapycsp.h"
#include "../threads/upycsp.h"
#include "py/bc.h"
#include "py/compile.h"
#include "py/gc.h"
#include "py/lexer.h"
#include "py/mphal.h"
#include "py/mpthread.h"
#include "py/objexcept.h"
#include "py/objgenerator.h"
#include "py/objtype.h"
#include "py/pairheap.h"
#include "py/runtime.h"
#include "py/smallint.h"
}

#include <new>

namespace csp::micropython {

template <class T>
T* object(mp_obj_t o) {
  return static_cast<T*>(MP_OBJ_TO_PTR(o));
}

template <class T>
mp_obj_t reference(T* o) {
  return MP_OBJ_FROM_PTR(o);
}

inline bool has_type(mp_obj_t o, const mp_obj_type_t& type) {
  return mp_obj_is_obj(o) && mp_obj_is_exact_type(o, &type);
}

// Whether o is an exception of that type, or of one derived from it.
inline bool is_exception(mp_obj_t o, const mp_obj_type_t& type) {
  return mp_obj_is_subclass_fast(MP_OBJ_FROM_PTR(mp_obj_get_type(o)), MP_OBJ_FROM_PTR(&type));
}

// What throw(type, value=None, traceback=None) of a coroutine throws.
inline mp_obj_t thrown_by(size_t n, const mp_obj_t* args) { return args[n > 2 && args[2] != mp_const_none ? 2 : 1]; }

// TypeError, with its name, for a named argument that is not allowed. Names and values stand in turn.
void require_known_names(size_t n_kw, const mp_obj_t* named, const mp_arg_t* allowed, size_t n_allowed);

// Finds the arguments that a call gives, positional or named. TypeError names one that is not allowed.
template <size_t N>
void parse_arguments(size_t n, size_t n_kw, const mp_obj_t* args, const mp_arg_t (&allowed)[N],
                     mp_arg_val_t (&given)[N]) {
  require_known_names(n_kw, args + n, allowed, N);
  mp_arg_parse_all_kw_array(n, n_kw, args, N, allowed, given);
}

// Raises an exception whose text names an object, as its repr.
[[noreturn]] void raise_about(const mp_obj_type_t& type, const char* before, mp_obj_t about, const char* after);

}  // namespace csp::micropython
