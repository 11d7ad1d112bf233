// The port's own configuration, with what the modules need besides.
#include "ports/qemu/mpconfigport.h"

#undef MICROPY_PY_SELECT
#undef MICROPY_PY_TIME
#undef MICROPY_PY_ASYNCIO
#define MICROPY_PY_SELECT (1)
#define MICROPY_PY_TIME (1)
#define MICROPY_PY_ASYNCIO (1)

// The port has no interrupts, and so protects nothing from them.
#if defined(__ARM_ARCH_ISA_THUMB)
static inline unsigned csp_disable_interrupts(void) {
    unsigned before;
    __asm volatile ("mrs %0, primask\n cpsid i" : "=r" (before) : : "memory");
    return before;
}
static inline void csp_restore_interrupts(unsigned before) {
    __asm volatile ("msr primask, %0" : : "r" (before) : "memory");
}
#define MICROPY_BEGIN_ATOMIC_SECTION() csp_disable_interrupts()
#define MICROPY_END_ATOMIC_SECTION(state) csp_restore_interrupts(state)
#endif
