/* The board's, with queue sets, which need a heap in their making, and without a look at the stack at each switch. */
#include "../../examples/boards/freertos_an385/FreeRTOSConfig.h"

#define configUSE_QUEUE_SETS 1
#undef configSUPPORT_DYNAMIC_ALLOCATION
#define configSUPPORT_DYNAMIC_ALLOCATION 1
#define configTOTAL_HEAP_SIZE 16384
#undef configCHECK_FOR_STACK_OVERFLOW
#define configCHECK_FOR_STACK_OVERFLOW 0
