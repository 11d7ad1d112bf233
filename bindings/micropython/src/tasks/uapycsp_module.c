// The module `uapycsp`: its types and names.
#include "uapycsp.h"

#include "py/runtime.h"

#if MICROPY_PY_ASYNCIO

#define CSP_(name) uapycsp_##name
static MP_DEFINE_CONST_FUN_OBJ_1(channel_aiter_obj, uapycsp_channel_iterate);
static mp_obj_t itself(mp_obj_t self) {
    return self;
}
static MP_DEFINE_CONST_FUN_OBJ_1(aiter_obj, itself);
static MP_DEFINE_CONST_FUN_OBJ_1(anext_obj, uapycsp_read_end_anext);

// What runs as a coroutine has these.
#define COROUTINE(type) \
    static MP_DEFINE_CONST_FUN_OBJ_2(type##_send_obj, uapycsp_##type##_send); \
    static MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(type##_throw_obj, 2, 4, uapycsp_##type##_throw); \
    static MP_DEFINE_CONST_FUN_OBJ_1(type##_close_obj, uapycsp_##type##_close)
#define COROUTINE_METHODS(type) \
    { MP_ROM_QSTR(MP_QSTR_send), MP_ROM_PTR(&type##_send_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_throw), MP_ROM_PTR(&type##_throw_obj) }, \
    { MP_ROM_QSTR(MP_QSTR_close), MP_ROM_PTR(&type##_close_obj) }

COROUTINE(prepared);
#define CSP_CHANNEL_FLAGS MP_TYPE_FLAG_NONE
#define CSP_CHANNEL_ITERATION
#define CSP_CHANNEL_METHODS { MP_ROM_QSTR(MP_QSTR___aiter__), MP_ROM_PTR(&channel_aiter_obj) },
#define CSP_READ_END_FLAGS (MP_TYPE_FLAG_ITER_IS_ITERNEXT | MP_TYPE_FLAG_EQ_CHECKS_OTHER_TYPE)
#define CSP_READ_END_ITERATION iter, uapycsp_read_end_iternext, binary_op, uapycsp_read_end_binary_op, \
    unary_op, uapycsp_read_end_unary_op,
#define CSP_WRITE_END_FLAGS MP_TYPE_FLAG_ITER_IS_ITERNEXT
#define CSP_WRITE_END_ITERATION iter, uapycsp_write_end_iternext,
#define CSP_WRITE_END_METHODS COROUTINE_METHODS(prepared),
#define CSP_ALTERNATIVE_FLAGS MP_TYPE_FLAG_ITER_IS_ITERNEXT
#define CSP_ALTERNATIVE_ITERATION iter, uapycsp_alternative_iternext,
#define CSP_READ_END_METHODS \
    COROUTINE_METHODS(prepared), \
    { MP_ROM_QSTR(MP_QSTR___aiter__), MP_ROM_PTR(&aiter_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___anext__), MP_ROM_PTR(&anext_obj) },
#define CSP_ALTERNATIVE_METHODS \
    COROUTINE_METHODS(prepared), \
    { MP_ROM_QSTR(MP_QSTR___aenter__), MP_ROM_PTR(&select_obj) }, \
    { MP_ROM_QSTR(MP_QSTR___aexit__), MP_ROM_PTR(&exit_obj) },
#include "../shared/tables.h"

COROUTINE(operation);
static const mp_rom_map_elem_t operation_locals_table[] = { COROUTINE_METHODS(operation) };
static MP_DEFINE_CONST_DICT(operation_locals, operation_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(uapycsp_Operation_type, MP_QSTR_Operation, MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    iter, uapycsp_operation_iternext, locals_dict, &operation_locals);

static MP_DEFINE_CONST_FUN_OBJ_2(wait_node_remove_obj, uapycsp_wait_node_remove);
static const mp_rom_map_elem_t wait_node_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&wait_node_remove_obj) },
};
static MP_DEFINE_CONST_DICT(wait_node_locals, wait_node_locals_table);
// The wait node of a task that waits and is no process: asyncio sees it when it cancels the task.
MP_DEFINE_CONST_OBJ_TYPE(uapycsp_WaitNode_type, MP_QSTR_Operation, MP_TYPE_FLAG_NONE, locals_dict, &wait_node_locals);

MP_DEFINE_CONST_OBJ_TYPE(uapycsp_ProcessFunction_type, MP_QSTR_process, MP_TYPE_FLAG_BINDS_SELF,
    call, uapycsp_process_function_call, attr, uapycsp_process_function_attr);

COROUTINE(process);
static MP_DEFINE_CONST_FUN_OBJ_2(process_remove_obj, uapycsp_process_remove);
static const mp_rom_map_elem_t process_locals_table[] = {
    COROUTINE_METHODS(process),
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&process_remove_obj) },
};
static MP_DEFINE_CONST_DICT(process_locals, process_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(uapycsp_Process_type, MP_QSTR_Process, MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    iter, uapycsp_process_iternext, attr, uapycsp_process_attr, print, uapycsp_process_print, locals_dict, &process_locals);

COROUTINE(group);
static MP_DEFINE_CONST_FUN_OBJ_2(group_remove_obj, uapycsp_group_remove);
static const mp_rom_map_elem_t group_locals_table[] = {
    COROUTINE_METHODS(group),
    { MP_ROM_QSTR(MP_QSTR_remove), MP_ROM_PTR(&group_remove_obj) },
};
static MP_DEFINE_CONST_DICT(group_locals, group_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(uapycsp_Group_type, MP_QSTR_Parallel, MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    iter, uapycsp_group_iternext, call, uapycsp_group_call, locals_dict, &group_locals);

static MP_DEFINE_CONST_FUN_OBJ_2(future_set_result_obj, uapycsp_future_set_result);
static const mp_rom_map_elem_t future_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_set_result), MP_ROM_PTR(&future_set_result_obj) },
};
static MP_DEFINE_CONST_DICT(future_locals, future_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(uapycsp_Future_type, MP_QSTR_Future, MP_TYPE_FLAG_ITER_IS_ITERNEXT,
    make_new, uapycsp_future_make_new, iter, uapycsp_future_iternext, attr, uapycsp_future_attr,
    locals_dict, &future_locals);
static mp_obj_t create_future(void) {
    return uapycsp_future_make_new(&uapycsp_Future_type, 0, 0, NULL);
}
static MP_DEFINE_CONST_FUN_OBJ_0(create_future_obj, create_future);

MP_DEFINE_CONST_FUN_OBJ_1(uapycsp_let_out_obj, uapycsp_let_out);
static MP_DEFINE_CONST_FUN_OBJ_2(try_write_obj, uapycsp_interrupt_writer_try_write);
static const mp_rom_map_elem_t interrupt_writer_locals_table[] = {
    { MP_ROM_QSTR(MP_QSTR_try_write), MP_ROM_PTR(&try_write_obj) },
};
static MP_DEFINE_CONST_DICT(interrupt_writer_locals, interrupt_writer_locals_table);
MP_DEFINE_CONST_OBJ_TYPE(uapycsp_InterruptWriter_type, MP_QSTR_InterruptWriter, MP_TYPE_FLAG_NONE,
    make_new, uapycsp_interrupt_writer_make_new, attr, uapycsp_interrupt_writer_attr,
    locals_dict, &interrupt_writer_locals);

static MP_DEFINE_CONST_FUN_OBJ_0(init_obj, uapycsp_init);
MP_DEFINE_CONST_FUN_OBJ_VAR_BETWEEN(uapycsp_run_until_complete_obj, 0, 1, uapycsp_run_until_complete);
static MP_DEFINE_CONST_FUN_OBJ_0(install_loop_obj, uapycsp_install_loop);
static MP_DEFINE_CONST_FUN_OBJ_KW(process_obj, 0, uapycsp_process);
static MP_DEFINE_CONST_FUN_OBJ_KW(parallel_obj, 0, uapycsp_parallel);
static MP_DEFINE_CONST_FUN_OBJ_VAR(gather_obj, 0, uapycsp_gather);
static MP_DEFINE_CONST_FUN_OBJ_1(spawn_obj, uapycsp_spawn);
static MP_DEFINE_CONST_FUN_OBJ_0(take_spawned_obj, uapycsp_take_spawned);
static MP_DEFINE_CONST_FUN_OBJ_2(wait_of_obj, uapycsp_wait_of);

CSP_LATER(Sequence, uapycsp_lookup);
CSP_LATER(run_CSP, uapycsp_lookup);
CSP_LATER(run_CSP_seq, uapycsp_lookup);
CSP_LATER(Chrono, uapycsp_lookup);
#include "../shared/ready_made.h"

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_uapycsp) },
    { MP_ROM_QSTR(MP_QSTR___init__), MP_ROM_PTR(&init_obj) },
    { MP_ROM_QSTR(MP_QSTR_Channel), MP_ROM_PTR(&uapycsp_Channel_type) },
    { MP_ROM_QSTR(MP_QSTR_BufferedChannel), MP_ROM_PTR(&uapycsp_BufferedChannel_type) },
    { MP_ROM_QSTR(MP_QSTR_ChannelReadEnd), MP_ROM_PTR(&uapycsp_ChannelReadEnd_type) },
    { MP_ROM_QSTR(MP_QSTR_ChannelWriteEnd), MP_ROM_PTR(&uapycsp_ChannelWriteEnd_type) },
    { MP_ROM_QSTR(MP_QSTR_ChannelPoisonException), MP_ROM_PTR(&mp_type_ChannelPoisonException) },
    { MP_ROM_QSTR(MP_QSTR_ChannelTimeoutException), MP_ROM_PTR(&mp_type_ChannelTimeoutException) },
    { MP_ROM_QSTR(MP_QSTR_PoisonException), MP_ROM_PTR(&mp_type_ChannelPoisonException) },
    { MP_ROM_QSTR(MP_QSTR_poisonChannel), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_poison_channel), MP_ROM_PTR(&poison_obj) },
    { MP_ROM_QSTR(MP_QSTR_Alternative), MP_ROM_PTR(&uapycsp_Alternative_type) },
    { MP_ROM_QSTR(MP_QSTR_Guard), MP_ROM_PTR(&csp_Guard_type) },
    { MP_ROM_QSTR(MP_QSTR_Skip), MP_ROM_PTR(&csp_Skip_type) },
    { MP_ROM_QSTR(MP_QSTR_Timer), MP_ROM_PTR(&csp_Timer_type) },
    { MP_ROM_QSTR(MP_QSTR_process), MP_ROM_PTR(&process_obj) },
    { MP_ROM_QSTR(MP_QSTR_Process), MP_ROM_PTR(&uapycsp_Process_type) },
    { MP_ROM_QSTR(MP_QSTR_Parallel), MP_ROM_PTR(&parallel_obj) },
    { MP_ROM_QSTR(MP_QSTR_gather), MP_ROM_PTR(&gather_obj) },
    { MP_ROM_QSTR(MP_QSTR_Spawn), MP_ROM_PTR(&spawn_obj) },
    { MP_ROM_QSTR(MP_QSTR__take_spawned), MP_ROM_PTR(&take_spawned_obj) },
    { MP_ROM_QSTR(MP_QSTR__wait_of), MP_ROM_PTR(&wait_of_obj) },
    { MP_ROM_QSTR(MP_QSTR_Future), MP_ROM_PTR(&uapycsp_Future_type) },
    { MP_ROM_QSTR(MP_QSTR_create_future), MP_ROM_PTR(&create_future_obj) },
    { MP_ROM_QSTR(MP_QSTR_install_loop), MP_ROM_PTR(&install_loop_obj) },
    { MP_ROM_QSTR(MP_QSTR_InterruptWriter), MP_ROM_PTR(&uapycsp_InterruptWriter_type) },
    CSP_LATER_ENTRY(Sequence),
    CSP_LATER_ENTRY(run_CSP),
    CSP_LATER_ENTRY(run_CSP_seq),
    CSP_LATER_ENTRY(Chrono),
    { MP_ROM_QSTR(MP_QSTR_plugNplay), MP_ROM_PTR(&uapycsp_plugNplay) },
};
static MP_DEFINE_CONST_DICT(globals, globals_table);

const mp_obj_module_t uapycsp_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};
MP_REGISTER_MODULE(MP_QSTR_uapycsp, uapycsp_module);

// What the module keeps on the machine's heap.
MP_REGISTER_ROOT_POINTER(mp_obj_t csp_asyncio_context);
MP_REGISTER_ROOT_POINTER(void *csp_free_nodes);
MP_REGISTER_ROOT_POINTER(void *csp_borrowed_nodes);
MP_REGISTER_ROOT_POINTER(void *csp_interrupt_writers);
MP_REGISTER_ROOT_POINTER(mp_obj_t csp_library);
MP_REGISTER_ROOT_POINTER(mp_obj_t csp_spawned);

#endif
