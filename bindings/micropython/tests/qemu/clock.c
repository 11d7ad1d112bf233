// The clock of the boards under QEMU, and a count of instructions: with -icount shift=0 an instruction is a nanosecond.
// It is looked at more often than the counter wraps, which is after 4 seconds or more.
#include "py/mphal.h"
#include "py/runtime.h"

#if defined(__riscv)

#define TICKS_PER_US (1000)
static uint32_t counter(void) {
    uint32_t low;
    __asm volatile ("csrr %0, minstret" : "=r" (low));
    return low;
}

#else

// FPGAIO COUNTER, at 25 MHz.
#define TICKS_PER_US (25)
static uint32_t counter(void) {
    return *(volatile uint32_t *)0x40028018;
}

#endif

// What has passed since the machine was started, in a unit of some of the counter's ticks.
typedef struct {
    uint32_t passed, rest, last;
} watch_t;

static uint32_t read_watch(watch_t *watch, uint32_t ticks_per_unit) {
    uint32_t now = counter();
    watch->rest += now - watch->last;
    watch->last = now;
    if (watch->rest >= ticks_per_unit) {
        watch->passed += watch->rest / ticks_per_unit;
        watch->rest %= ticks_per_unit;
    }
    return watch->passed;
}

static watch_t us, ms;

mp_uint_t mp_hal_ticks_us(void) {
    return read_watch(&us, TICKS_PER_US);
}
mp_uint_t mp_hal_ticks_ms(void) {
    return read_watch(&ms, TICKS_PER_US * 1000);
}
// Of these, 1000 / TICKS_PER_US instructions each.
mp_uint_t mp_hal_ticks_cpu(void) {
    return counter();
}
uint64_t mp_hal_time_ns(void) {
    return (uint64_t)mp_hal_ticks_ms() * 1000000;
}
void mp_hal_delay_us(mp_uint_t delay) {
    mp_uint_t since = mp_hal_ticks_us();
    while (mp_hal_ticks_us() - since < delay) {
    }
}
void mp_hal_delay_ms(mp_uint_t delay) {
    mp_uint_t since = mp_hal_ticks_ms();
    while (mp_hal_ticks_ms() - since < delay) {
        mp_handle_pending(true);
    }
}
