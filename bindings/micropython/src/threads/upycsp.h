// The functions and types of `upycsp`, for C and C++.
#pragma once
#include "../shared/shared.h"

#define CSP_(name) upycsp_##name
#include "../shared/bindings.h"
#undef CSP_

mp_obj_t upycsp_init(void);
extern const mp_obj_module_t upycsp_plugNplay;
mp_obj_t upycsp_ready_made(qstr name);
mp_obj_t upycsp_channel_getiter(mp_obj_t self, mp_obj_iter_buf_t *buffer);
mp_obj_t upycsp_read_end_iternext(mp_obj_t self);
