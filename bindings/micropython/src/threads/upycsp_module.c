// The module `upycsp`: its types and names. What is not here is written in Python, and joins them when it is imported.
#include "upycsp.h"

#include "py/runtime.h"

#if MICROPY_PY_THREAD

#define CSP_(name) upycsp_##name
#define CSP_CHANNEL_FLAGS MP_TYPE_FLAG_ITER_IS_GETITER
#define CSP_CHANNEL_ITERATION iter, upycsp_channel_getiter,
#define CSP_CHANNEL_METHODS
#define CSP_READ_END_FLAGS MP_TYPE_FLAG_ITER_IS_ITERNEXT
#define CSP_READ_END_ITERATION iter, upycsp_read_end_iternext,
#define CSP_READ_END_METHODS
#define CSP_WRITE_END_FLAGS MP_TYPE_FLAG_NONE
#define CSP_WRITE_END_ITERATION
#define CSP_WRITE_END_METHODS
#define CSP_ALTERNATIVE_FLAGS MP_TYPE_FLAG_NONE
#define CSP_ALTERNATIVE_ITERATION
#define CSP_ALTERNATIVE_METHODS \
    { MP_ROM_QSTR(MP_QSTR___enter__), MP_ROM_PTR(&select_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___exit__), MP_ROM_PTR(&exit_obj) },
#include "../shared/tables.h"
#include "../shared/ready_made.h"

static MP_DEFINE_CONST_FUN_OBJ_0(init_obj, upycsp_init);

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_upycsp) },
    { MP_ROM_QSTR(MP_QSTR___init__), MP_ROM_PTR(&init_obj) },
    { MP_ROM_QSTR(MP_QSTR_Channel), MP_ROM_PTR(&upycsp_Channel_type) },
    { MP_ROM_QSTR(MP_QSTR_BufferedChannel), MP_ROM_PTR(&upycsp_BufferedChannel_type) },
    { MP_ROM_QSTR(MP_QSTR_ChannelReadEnd), MP_ROM_PTR(&upycsp_ChannelReadEnd_type) },
    { MP_ROM_QSTR(MP_QSTR_ChannelWriteEnd), MP_ROM_PTR(&upycsp_ChannelWriteEnd_type) },
    { MP_ROM_QSTR(MP_QSTR_ChannelPoisonException), MP_ROM_PTR(&mp_type_ChannelPoisonException) },
    { MP_ROM_QSTR(MP_QSTR_ChannelTimeoutException), MP_ROM_PTR(&mp_type_ChannelTimeoutException) },
    { MP_ROM_QSTR(MP_QSTR_PoisonException), MP_ROM_PTR(&mp_type_ChannelPoisonException) },
    { MP_ROM_QSTR(MP_QSTR_poisonChannel), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_poison_channel), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_Alternative), MP_ROM_PTR(&upycsp_Alternative_type) },
    { MP_ROM_QSTR(MP_QSTR_Guard), MP_ROM_PTR(&csp_Guard_type) },
    { MP_ROM_QSTR(MP_QSTR_Skip), MP_ROM_PTR(&csp_Skip_type) },
    { MP_ROM_QSTR(MP_QSTR_Timer), MP_ROM_PTR(&csp_Timer_type) },
    { MP_ROM_QSTR(MP_QSTR_plugNplay), MP_ROM_PTR(&upycsp_plugNplay) },
};
MP_DEFINE_CONST_DICT(upycsp_fixed_globals, globals_table);

MP_REGISTER_ROOT_POINTER(void *csp_free_waits);
MP_REGISTER_ROOT_POINTER(mp_obj_t csp_upycsp_globals);

#else

static mp_obj_t refuse(void) {
    mp_raise_msg(&mp_type_ImportError,
        MP_ERROR_TEXT("upycsp needs threads, and this MicroPython was built without _thread: use uapycsp"));
}
static MP_DEFINE_CONST_FUN_OBJ_0(init_obj, refuse);
static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_upycsp) },
    { MP_ROM_QSTR(MP_QSTR___init__), MP_ROM_PTR(&init_obj) },
};
MP_DEFINE_CONST_DICT(upycsp_fixed_globals, globals_table);

#endif

// Not constant: see make_globals.
mp_obj_module_t upycsp_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&upycsp_fixed_globals,
};
MP_REGISTER_MODULE(MP_QSTR_upycsp, upycsp_module);
