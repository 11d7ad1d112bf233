// What both modules have in common, for C and C++.
#pragma once
#include "py/obj.h"

extern const mp_obj_type_t mp_type_ChannelPoisonException;
extern const mp_obj_type_t mp_type_ChannelTimeoutException;
extern const mp_obj_type_t csp_Nothing_type;
extern const mp_obj_type_t csp_Skip_type;
extern const mp_obj_type_t csp_Timer_type;
extern const mp_obj_type_t csp_Guard_type;
extern const mp_obj_type_t csp_Later_type;

// Returned where a call may be awaited or not.
extern const mp_obj_base_t csp_nothing;

mp_obj_t csp_nothing_iternext(mp_obj_t self);
mp_obj_t csp_skip_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
mp_obj_t csp_timer_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
void csp_timer_attr(mp_obj_t self, qstr attr, mp_obj_t *dest);
void csp_timer_print(const mp_print_t *print, mp_obj_t self, mp_print_kind_t kind);
mp_obj_t csp_guard_make_new(const mp_obj_type_t *type, size_t n_args, size_t n_kw, const mp_obj_t *args);
extern const mp_obj_fun_builtin_fixed_t csp_guard_enable_obj;
mp_obj_t csp_guard_enable(mp_obj_t self, mp_obj_t alternative);
mp_obj_t csp_guard_disable(mp_obj_t self, mp_obj_t alternative);

// A name of a module that is written in Python: it is compiled when it is called for the first time.
typedef struct {
    mp_obj_base_t base;
    qstr name;
    mp_obj_t (*find)(qstr name);
} csp_later_t;
#define CSP_LATER(name, find) static const csp_later_t later_##name = { { &csp_Later_type }, MP_QSTR_##name, find }
#define CSP_LATER_ENTRY(name) { MP_ROM_QSTR(MP_QSTR_##name), MP_ROM_PTR(&later_##name) }
mp_obj_t csp_later_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t *args);
