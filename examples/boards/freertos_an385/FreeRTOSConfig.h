/* FreeRTOS on the MPS2 AN385: a Cortex-M3 of 25 MHz, and no heap. */
#ifndef FREERTOS_CONFIG_H
#define FREERTOS_CONFIG_H

/* What the port asks for. */
#define configSUPPORT_STATIC_ALLOCATION 1
#define configUSE_TASK_NOTIFICATIONS 1
#define configNUM_THREAD_LOCAL_STORAGE_POINTERS 1
#define configUSE_MUTEXES 1
#define configUSE_16_BIT_TICKS 0
#define INCLUDE_vTaskDelete 1
#define INCLUDE_vTaskSuspend 1
#define INCLUDE_uxTaskPriorityGet 1
#define configCHECK_FOR_STACK_OVERFLOW 2

#define configSUPPORT_DYNAMIC_ALLOCATION 0
#define configUSE_PREEMPTION 1
#define configUSE_PORT_OPTIMISED_TASK_SELECTION 1
#define configMAX_PRIORITIES 8
#define configMINIMAL_STACK_SIZE 64
#define configMAX_TASK_NAME_LEN 16
#define configCPU_CLOCK_HZ 25000000
#define configTICK_RATE_HZ 1000
#define configUSE_IDLE_HOOK 1 /* the board's, which sleeps */
#define configUSE_TICK_HOOK 0
#define configUSE_TIMERS 0
#define configUSE_COUNTING_SEMAPHORES 1
#define configUSE_CO_ROUTINES 0
#define INCLUDE_uxTaskGetStackHighWaterMark 1

/* Interrupts from 0x40 on may call the kernel; the kernel's own are the least urgent. */
#define configKERNEL_INTERRUPT_PRIORITY 0xff
#define configMAX_SYSCALL_INTERRUPT_PRIORITY 0x40

/* The names in the board's table of interrupts. */
#define vPortSVCHandler on_supervisor_call
#define xPortPendSVHandler on_pended_switch
#define xPortSysTickHandler on_systick

#endif
