// For C code in a firmware: what an interrupt gives to a channel of `uapycsp`.
#pragma once
#include "py/obj.h"

// From an interrupt handler, or anywhere else, but from one context only for each `writer`, a Python object
// InterruptWriter that lives: true, or false when it is full (then the value is dropped, and counted) or when the
// channel was poisoned. Neither waits nor allocates.
bool csp_try_write(mp_obj_t writer, mp_int_t value);
