// The module `uapycsp`: what its names do that are not elsewhere.
#include "../shared/inspection.hpp"
#include "../shared/library.hpp"
#include "../shared/selected.hpp"
#include "asyncio_task.hpp"
#include "channel_of_tasks.hpp"

namespace csp::micropython {

extern "C" const mp_obj_module_t uapycsp_module;

using tasks = asyncio_engine;
static_assert(core::channel_engine<tasks>);

extern "C" {

// The machine may call it at each import. What is kept begins anew with the machine, as its dictionary of modules does.
mp_obj_t uapycsp_init() {
  const mp_obj_t loaded = MP_OBJ_FROM_PTR(&MP_STATE_VM(mp_loaded_modules_dict));
  const mp_obj_t name = MP_OBJ_NEW_QSTR(MP_QSTR_uapycsp);
  if (mp_map_lookup(&object<mp_obj_dict_t>(loaded)->map, name, MP_MAP_LOOKUP)) return mp_const_none;
  MP_STATE_VM(csp_free_nodes) = MP_STATE_VM(csp_borrowed_nodes) = nullptr;
  forget_interrupts();
  MP_STATE_VM(csp_library) = MP_STATE_VM(csp_spawned) = MP_OBJ_NULL;
  context::open();
  library::enter("uapycsp.plugNplay", MP_OBJ_FROM_PTR(&uapycsp_plugNplay));
  mp_obj_dict_store(loaded, name, MP_OBJ_FROM_PTR(&uapycsp_module));
  return mp_const_none;
}

mp_obj_t uapycsp_lookup(qstr name) { return library::lookup(name); }

// From now on asyncio runs on the loop of this module. True.
mp_obj_t uapycsp_install_loop() {
  context::global(MP_QSTR_run_until_complete) = MP_OBJ_FROM_PTR(&uapycsp_run_until_complete_obj);
  return mp_const_true;
}

#define CSP_(name) uapycsp_##name
#define CSP_ENGINE tasks
#include "../shared/functions.hpp"
#undef CSP_ENGINE
#undef CSP_

mp_obj_t uapycsp_channel_iterate(mp_obj_t self) { return reference(object<channel<tasks>>(self)->read); }

mp_obj_t uapycsp_poison(mp_obj_t self) {
  const mp_obj_t found = channel_or_end(self);
  if (found == MP_OBJ_NULL) raise_about(mp_type_TypeError, "", self, " is no channel, and no end of one");
  poison(found);
  return MP_OBJ_FROM_PTR(&csp_nothing);
}

mp_obj_t uapycsp_alternative_exit(size_t, const mp_obj_t*) { return MP_OBJ_FROM_PTR(&csp_nothing); }

}  // extern "C"

}  // namespace csp::micropython
