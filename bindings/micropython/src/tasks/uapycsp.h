// The functions and types of `uapycsp`, for C and C++.
#pragma once
#include "../shared/shared.h"

#define CSP_(name) uapycsp_##name
#include "../shared/bindings.h"
#undef CSP_

extern const mp_obj_type_t uapycsp_Operation_type, uapycsp_WaitNode_type, uapycsp_Process_type,
    uapycsp_ProcessFunction_type, uapycsp_Group_type, uapycsp_Future_type, uapycsp_InterruptWriter_type;

mp_obj_t uapycsp_init(void);
mp_obj_t uapycsp_lookup(qstr name);
extern const mp_obj_module_t uapycsp_plugNplay;
mp_obj_t uapycsp_ready_made(qstr name);
mp_obj_t uapycsp_install_loop(void);
extern const mp_obj_fun_builtin_var_t uapycsp_run_until_complete_obj;
mp_obj_t uapycsp_run_until_complete(size_t n_args, const mp_obj_t *args);

mp_obj_t uapycsp_channel_iterate(mp_obj_t self);
mp_obj_t uapycsp_read_end_anext(mp_obj_t self);
mp_obj_t uapycsp_read_end_unary_op(mp_unary_op_t op, mp_obj_t self);
mp_obj_t uapycsp_read_end_binary_op(mp_binary_op_t op, mp_obj_t self, mp_obj_t other);

mp_obj_t uapycsp_read_end_iternext(mp_obj_t self);
mp_obj_t uapycsp_write_end_iternext(mp_obj_t self);
mp_obj_t uapycsp_alternative_iternext(mp_obj_t self);
mp_obj_t uapycsp_prepared_send(mp_obj_t self, mp_obj_t value);
mp_obj_t uapycsp_prepared_throw(size_t n_args, const mp_obj_t *args);
mp_obj_t uapycsp_prepared_close(mp_obj_t self);
mp_obj_t uapycsp_operation_iternext(mp_obj_t self);
mp_obj_t uapycsp_operation_send(mp_obj_t self, mp_obj_t value);
mp_obj_t uapycsp_operation_throw(size_t n_args, const mp_obj_t *args);
mp_obj_t uapycsp_operation_close(mp_obj_t self);
mp_obj_t uapycsp_wait_node_remove(mp_obj_t self, mp_obj_t task);

mp_obj_t uapycsp_process(size_t n_args, const mp_obj_t *args, mp_map_t *named);
mp_obj_t uapycsp_process_function_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args);
void uapycsp_process_function_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
mp_obj_t uapycsp_process_iternext(mp_obj_t self);
void uapycsp_process_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
void uapycsp_process_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind);
mp_obj_t uapycsp_process_send(mp_obj_t self, mp_obj_t value);
mp_obj_t uapycsp_process_throw(size_t n_args, const mp_obj_t *args);
mp_obj_t uapycsp_process_close(mp_obj_t self);
mp_obj_t uapycsp_process_remove(mp_obj_t self, mp_obj_t task);
mp_obj_t uapycsp_spawn(mp_obj_t process);
mp_obj_t uapycsp_take_spawned(void);
mp_obj_t uapycsp_wait_of(mp_obj_t task, mp_obj_t called);

mp_obj_t uapycsp_parallel(size_t n_args, const mp_obj_t *args, mp_map_t *named);
mp_obj_t uapycsp_gather(size_t n_args, const mp_obj_t *args);
mp_obj_t uapycsp_group_iternext(mp_obj_t self);
mp_obj_t uapycsp_group_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args);
mp_obj_t uapycsp_group_send(mp_obj_t self, mp_obj_t value);
mp_obj_t uapycsp_group_throw(size_t n_args, const mp_obj_t *args);
mp_obj_t uapycsp_group_close(mp_obj_t self);
mp_obj_t uapycsp_group_remove(mp_obj_t self, mp_obj_t task);

extern const mp_obj_fun_builtin_fixed_t uapycsp_let_out_obj;
mp_obj_t uapycsp_let_out(mp_obj_t nothing);
mp_obj_t uapycsp_interrupt_writer_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
mp_obj_t uapycsp_interrupt_writer_try_write(mp_obj_t self, mp_obj_t value);
void uapycsp_interrupt_writer_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);

mp_obj_t uapycsp_future_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
void uapycsp_future_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
mp_obj_t uapycsp_future_set_result(mp_obj_t self, mp_obj_t result);
mp_obj_t uapycsp_future_iternext(mp_obj_t self);
