// The laws' heap, which several tasks ask for. Memory for tasks is there, too, and none of the frames' that laws count.
#include <malloc.h>
#include <sys/reent.h>

#include <csp/port/freertos.hpp>
#include <csp/threads.hpp>

extern "C" {
void __malloc_lock(_reent*) { vTaskSuspendAll(); }
void __malloc_unlock(_reent*) { xTaskResumeAll(); }
}

// For values of 4 KiB, long lists of guards, and strings.
void prepare_laws() { csp::threads::default_stack_size = 16 * 1024; }

void* csp::port::allocate_task(std::size_t bytes) noexcept { return memalign(alignof(std::max_align_t), bytes); }
void csp::port::release_task(void* task, std::size_t) noexcept { free(task); }
