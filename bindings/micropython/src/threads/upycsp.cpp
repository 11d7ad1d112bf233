// The module `upycsp`: what its names do. How a thread waits is in operation.hpp and choosing_thread.hpp.
#include "../shared/vm.hpp"

#if MICROPY_PY_THREAD

#include "../shared/inspection.hpp"
#include "../shared/library.hpp"
#include "choosing_thread.hpp"
#include "operation.hpp"

namespace csp::micropython {

static_assert(core::channel_engine<threads>);

namespace {

// With names of its own beside those in the firmware, for what is written in Python.
void make_globals() {
  const mp_obj_dict_t* const fixed = upycsp_module.globals;
  const mp_obj_t all = mp_obj_new_dict(fixed->map.used + 32);
  for (size_t i = 0; i < fixed->map.alloc; ++i)
    if (mp_map_slot_is_filled(&fixed->map, i))
      mp_obj_dict_store(all, fixed->map.table[i].key, fixed->map.table[i].value);
  MP_STATE_VM(csp_upycsp_globals) = all;
  library::add_thread_processes(object<mp_obj_dict_t>(all), MP_OBJ_FROM_PTR(&upycsp_module));
  upycsp_module.globals = object<mp_obj_dict_t>(all);
}

}  // namespace

extern "C" {

extern const mp_obj_dict_t upycsp_fixed_globals;

// As uapycsp_init.
mp_obj_t upycsp_init() {
  const mp_obj_t loaded = MP_OBJ_FROM_PTR(&MP_STATE_VM(mp_loaded_modules_dict));
  const mp_obj_t name = MP_OBJ_NEW_QSTR(MP_QSTR_upycsp);
  if (mp_map_lookup(&object<mp_obj_dict_t>(loaded)->map, name, MP_MAP_LOOKUP)) return mp_const_none;
  upycsp_module.globals = const_cast<mp_obj_dict_t*>(&upycsp_fixed_globals);
  MP_STATE_VM(csp_free_waits) = nullptr;
  library::enter("upycsp.plugNplay", MP_OBJ_FROM_PTR(&upycsp_plugNplay));
  mp_obj_dict_store(loaded, name, MP_OBJ_FROM_PTR(&upycsp_module));
  if (!MICROPY_PY_THREAD_GIL)
    mp_printf(
        MICROPY_ERROR_PRINTER,
        "upycsp: these threads have no interpreter's lock: a garbage collection may free what one of them moves\n");
  nlr_buf_t nlr;
  if (nlr_push(&nlr) != 0) {  // the next import tries again
    mp_obj_dict_delete(loaded, name);
    nlr_jump(nlr.ret_val);
  }
  make_globals();
  nlr_pop();
  return mp_const_none;
}

#define CSP_(name) upycsp_##name
#define CSP_ENGINE threads
#include "../shared/functions.hpp"
#undef CSP_ENGINE
#undef CSP_

mp_obj_t upycsp_channel_getiter(mp_obj_t self, mp_obj_iter_buf_t*) {
  return reference(object<channel<threads>>(self)->read);
}

mp_obj_t upycsp_poison(mp_obj_t self) {
  const mp_obj_t found = channel_or_end<threads>(self);
  if (found == MP_OBJ_NULL) raise_about(mp_type_TypeError, "", self, " is no channel, and no end of one");
  poison_object<threads>(found);
  return mp_const_none;
}

mp_obj_t upycsp_read_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  if (n != 0 || n_kw != 0) return call_otherwise(self, n, n_kw, args);
  return operate_or_raise<core::side::reader>(self, MP_OBJ_NULL);
}
mp_obj_t upycsp_write_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  if (n != 1 || n_kw != 0) return call_otherwise(self, n, n_kw, args);
  return operate_or_raise<core::side::writer>(self, args[0]);
}
mp_obj_t upycsp_read_end_iternext(mp_obj_t self) { return operate_or_raise<core::side::reader>(self, MP_OBJ_NULL); }

mp_obj_t upycsp_alternative_select(mp_obj_t self) { return select_from(*object<alternative<threads>>(self), true); }
mp_obj_t upycsp_alternative_pri_select(mp_obj_t self) {
  return select_from(*object<alternative<threads>>(self), false);
}
mp_obj_t upycsp_alternative_exit(size_t, const mp_obj_t*) { return mp_const_none; }

}  // extern "C"

}  // namespace csp::micropython

#endif
