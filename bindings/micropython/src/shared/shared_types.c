// The Python types that both modules have in common. The machine's type tables are C: they end in flexible arrays.
#include "shared.h"

#include "py/runtime.h"

MP_DEFINE_EXCEPTION(ChannelPoisonException, Exception)
MP_DEFINE_EXCEPTION(ChannelTimeoutException, Exception)

MP_DEFINE_CONST_OBJ_TYPE(csp_Nothing_type, MP_QSTR_Nothing, MP_TYPE_FLAG_ITER_IS_ITERNEXT, iter, csp_nothing_iternext);
const mp_obj_base_t csp_nothing = { &csp_Nothing_type };

MP_DEFINE_CONST_FUN_OBJ_2(csp_guard_enable_obj, csp_guard_enable);
static MP_DEFINE_CONST_FUN_OBJ_2(guard_disable_obj, csp_guard_disable);
static const mp_rom_map_elem_t guard_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_enable), MP_ROM_PTR(&csp_guard_enable_obj) },
    { MP_ROM_QSTR(MP_QSTR_disable), MP_ROM_PTR(&guard_disable_obj) },
};
static MP_DEFINE_CONST_DICT(guard_locals, guard_locals_table);

MP_DEFINE_CONST_OBJ_TYPE(csp_Guard_type, MP_QSTR_Guard, MP_TYPE_FLAG_NONE,
    make_new, csp_guard_make_new, locals_dict, &guard_locals);
MP_DEFINE_CONST_OBJ_TYPE(csp_Skip_type, MP_QSTR_Skip, MP_TYPE_FLAG_NONE,
    make_new, csp_skip_make_new, parent, &csp_Guard_type);
MP_DEFINE_CONST_OBJ_TYPE(csp_Timer_type, MP_QSTR_Timer, MP_TYPE_FLAG_NONE,
    make_new, csp_timer_make_new, print, csp_timer_print, attr, csp_timer_attr, parent, &csp_Guard_type);

MP_DEFINE_CONST_OBJ_TYPE(csp_Later_type, MP_QSTR_function, MP_TYPE_FLAG_NONE, call, csp_later_call);
