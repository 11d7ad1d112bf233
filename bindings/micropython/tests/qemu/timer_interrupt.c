// The module `timer_interrupt` of the tests: SysTick, an interrupt of the Cortex-M3, writes 0, 1, 2 … to a channel.
#include "csp_interrupt.h"
#include "py/runtime.h"

#if defined(__ARM_ARCH_ISA_THUMB)

// The port's vectors are constant: a copy of them, with the handler below, takes their place.
#define VTOR (*(volatile uint32_t *)0xe000ed08)
static uint32_t vectors[64] __attribute__((aligned(256)));

#define SYST_CSR (*(volatile uint32_t *)0xe000e010)
#define SYST_RVR (*(volatile uint32_t *)0xe000e014)
#define SYST_CVR (*(volatile uint32_t *)0xe000e018)

static mp_obj_t writer;
static mp_int_t written, limit;

// [handler]
static void handler(void) {
    if (written == limit) {
        SYST_CSR = 0;
    } else if (csp_try_write(writer, written)) {
        written++;
    }
}
// [/handler]

// start(writer, count, ticks): writes `count` numbers, one each `ticks` of the processor's clock.
static mp_obj_t start(mp_obj_t writer_in, mp_obj_t count, mp_obj_t ticks) {
    MP_STATE_VM(timer_interrupt_writer) = writer = writer_in;
    written = 0;
    limit = mp_obj_get_int(count);
    for (int i = 0; i < 16; i++) {
        vectors[i] = ((const volatile uint32_t *)VTOR)[i];
    }
    vectors[15] = (uint32_t)handler;
    VTOR = (uint32_t)vectors;
    SYST_RVR = mp_obj_get_int(ticks) - 1;
    SYST_CVR = 0;
    SYST_CSR = 7;
    return mp_const_none;
}
static MP_DEFINE_CONST_FUN_OBJ_3(start_obj, start);

static const mp_rom_map_elem_t globals_table[] = {
    { MP_ROM_QSTR(MP_QSTR___name__), MP_ROM_QSTR(MP_QSTR_timer_interrupt) },
    { MP_ROM_QSTR(MP_QSTR_start), MP_ROM_PTR(&start_obj) },
};
static MP_DEFINE_CONST_DICT(globals, globals_table);
const mp_obj_module_t timer_interrupt_module = {
    .base = { &mp_type_module },
    .globals = (mp_obj_dict_t *)&globals,
};
MP_REGISTER_MODULE(MP_QSTR_timer_interrupt, timer_interrupt_module);
MP_REGISTER_ROOT_POINTER(mp_obj_t timer_interrupt_writer);

#endif
