// What the port needs of FreeRTOSConfig.h, and what a task calls that is none of the library's.
#pragma once
#include <FreeRTOS.h>
#include <semphr.h>
#include <task.h>

#include <cstddef>

#if configUSE_16_BIT_TICKS
#error "csp: configUSE_16_BIT_TICKS must be 0"
#endif
#if !configSUPPORT_STATIC_ALLOCATION
#error "csp: configSUPPORT_STATIC_ALLOCATION must be 1: each task is made in the memory of the application"
#endif
#if !configUSE_TASK_NOTIFICATIONS
#error "csp: configUSE_TASK_NOTIFICATIONS must be 1: tasks wait by them"
#endif
#if !configUSE_MUTEXES
#error "csp: configUSE_MUTEXES must be 1"
#endif
#if !INCLUDE_vTaskDelete || !INCLUDE_vTaskSuspend || !INCLUDE_uxTaskPriorityGet
#error "csp: INCLUDE_vTaskDelete, INCLUDE_vTaskSuspend and INCLUDE_uxTaskPriorityGet must be 1"
#endif
// Kernels of several cores say their number under different names.
#if (defined(configNUMBER_OF_CORES) && configNUMBER_OF_CORES > 1) || \
    (defined(configNUM_CORES) && configNUM_CORES > 1) || (defined(portNUM_PROCESSORS) && portNUM_PROCESSORS > 1)
#error "csp: the port is for kernels of one core: its lock is the suspended scheduler"
#endif

// Which of a task's pointers is the library's.
#ifndef CSP_FREERTOS_POINTER
#define CSP_FREERTOS_POINTER 0
#endif
#if configNUM_THREAD_LOCAL_STORAGE_POINTERS <= CSP_FREERTOS_POINTER
#error "csp: configNUM_THREAD_LOCAL_STORAGE_POINTERS must be at least 1, and more than CSP_FREERTOS_POINTER"
#endif

// The stack, in bytes, of a process that asks for none of its own, until csp::threads::default_stack_size is set.
#ifndef CSP_FREERTOS_STACK
#define CSP_FREERTOS_STACK 1024
#endif

namespace csp::port {

// Memory for the task of a process: its stack, and some 150 bytes. Aligned for any fundamental type; null when there is
// none. The port's own takes it from where frames come from. An application that defines the two itself gives tasks a
// memory of their own.
void* allocate_task(std::size_t bytes) noexcept;
void release_task(void* task, std::size_t bytes) noexcept;

// Gives back what the library keeps of the running task, which is none of its own: before the task is deleted. Without
// it some bytes of the tasks' memory stay taken for each such task that has used channels.
void leave_task() noexcept;

}  // namespace csp::port
