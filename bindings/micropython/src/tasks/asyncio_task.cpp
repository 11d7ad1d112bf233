// asyncio's queue of tasks, and its globals.
#include "asyncio_task.hpp"

namespace csp::micropython {
namespace {

mp_map_elem_t* find_global(qstr name) {
  return mp_map_lookup(&object<mp_obj_dict_t>(MP_STATE_VM(csp_asyncio_context))->map, MP_OBJ_NEW_QSTR(name),
                       MP_MAP_LOOKUP);
}

// A task that is made here for this purpose has its fields where they are expected.
bool has_expected_layout(const mp_obj_type_t& type) {
  const mp_obj_t some = MP_OBJ_NEW_SMALL_INT(7);
  const mp_obj_t made = mp_call_function_1(MP_OBJ_FROM_PTR(&type), some);
  const task& t = *object<task>(made);
  if (t.coro != some || t.data != mp_const_none || t.state != mp_const_true) return false;
  mp_store_attr(made, MP_QSTR_data, mp_const_false);
  return t.data == mp_const_false && t.ph_key == mp_load_attr(made, MP_QSTR_ph_key);
}

}  // namespace

namespace context {

void open() {
  const mp_obj_t asyncio = mp_import_name(MP_QSTR_asyncio, mp_const_none, MP_OBJ_NEW_SMALL_INT(0));
  const mp_obj_t core = mp_load_attr(asyncio, MP_QSTR_core);
  MP_STATE_VM(csp_asyncio_context) = MP_OBJ_FROM_PTR(mp_obj_module_get_globals(core));
  cache.map = &object<mp_obj_dict_t>(MP_STATE_VM(csp_asyncio_context))->map;
  cache.table = nullptr;
  const mp_obj_t made_in_c =
      mp_load_attr(mp_import_name(MP_QSTR__asyncio, mp_const_none, MP_OBJ_NEW_SMALL_INT(0)), MP_QSTR_Task);
  if (global(MP_QSTR_Task) != made_in_c || !has_expected_layout(task_type()))
    mp_raise_msg(&mp_type_ImportError, MP_ERROR_TEXT("uapycsp does not know the tasks of this asyncio"));
}

mp_obj_t& global(qstr name) {
  mp_map_elem_t* const found = find_global(name);
  if (!found) mp_raise_msg_varg(&mp_type_AttributeError, MP_ERROR_TEXT("asyncio.core has no '%q'"), name);
  return found->value;
}

void refresh_cache() {
  cache.current = find_global(MP_QSTR_cur_task);
  cache.queue = find_global(MP_QSTR__task_queue);
  cache.table = cache.map->table;
}

void task_attribute(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  MP_OBJ_TYPE_GET_SLOT(&task_type(), attr)(self, attr, dest);
}

}  // namespace context

int runs_before(mp_pairheap_t* a, mp_pairheap_t* b) {
  return ticks_between(MP_OBJ_SMALL_INT_VALUE(reinterpret_cast<task*>(b)->ph_key),
                       MP_OBJ_SMALL_INT_VALUE(reinterpret_cast<task*>(a)->ph_key)) < 0;
}

void unschedule(task& t) {
  task_queue& q = context::queue();
  if (q.first) q.first = reinterpret_cast<task*>(mp_pairheap_delete(runs_before, &q.first->heap, &t.heap));
}

}  // namespace csp::micropython
