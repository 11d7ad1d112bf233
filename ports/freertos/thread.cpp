// Threads are tasks. Each is made in memory of the application, and deleted by the one who waits for its
// end, so that nothing is left to the idle task.
#include "csp/port/thread.hpp"

#include <algorithm>
#include <csp/port/kernel.hpp>
#include <cstdint>

#include "tick.hpp"

namespace csp::port {
namespace {

// Behind its stack, so that the name is still there when the stack was too small. Its size is a multiple of what a pool
// rounds up to, so that no sum wraps there either.
struct alignas(std::max_align_t) task {
  StaticTask_t place;
  parker over;
  void* (*body)(void*);
  void* argument;
  StackType_t* stack;
  std::size_t bytes;  // all of the memory, which begins with the stack

  void end() {
    const suspended_scheduler alone;
    over.unpark();
  }
};

std::size_t rounded(std::size_t stack) {
  const std::size_t wanted = std::max<std::size_t>(stack, configMINIMAL_STACK_SIZE * sizeof(StackType_t));
  return (wanted + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
}

UBaseType_t priority_of(const thread_options& options) {
  if (options.priority == same_priority) return uxTaskPriorityGet(nullptr);
  return std::min<UBaseType_t>(options.priority, configMAX_PRIORITIES - 1);
}

// From here it is deleted.
[[noreturn]] void run(void* argument) {
  task& me = *static_cast<task*>(argument);
  me.body(me.argument);
  leave_task();
  me.end();
  for (;;) vTaskSuspend(nullptr);
}

}  // namespace

bool start_thread(thread& out, const thread_options& options, void* (*body)(void*), void* argument) noexcept {
  const std::size_t stack = rounded(options.stack);
  if (stack < options.stack || stack > SIZE_MAX - sizeof(task)) return false;
  auto* const memory = static_cast<std::byte*>(allocate_task(stack + sizeof(task)));
  if (!memory) return false;
  auto* const begin = reinterpret_cast<StackType_t*>(memory);
  task* const made =
      ::new (memory + stack) task{.body = body, .argument = argument, .stack = begin, .bytes = stack + sizeof(task)};
  out.handle = reinterpret_cast<std::uintptr_t>(made);
  xTaskCreateStatic(run, options.name, stack / sizeof(StackType_t), made, priority_of(options), begin, &made->place);
  return true;
}

void join_thread(thread t) noexcept {
  task* const gone = reinterpret_cast<task*>(t.handle);
  gone->over.park();
  vTaskDelete(reinterpret_cast<TaskHandle_t>(&gone->place));
  release_task(gone->stack, gone->bytes);
}

void yield_thread() noexcept { taskYIELD(); }

void parker::unpark_from_anywhere() noexcept {
  if (!xPortIsInsideInterrupt()) {
    const suspended_scheduler alone;
    return unpark();
  }
  woken_ = true;
  if (const TaskHandle_t sleeper = sleeper_) {
    BaseType_t more_urgent = pdFALSE;
    vTaskNotifyGiveFromISR(sleeper, &more_urgent);
    portYIELD_FROM_ISR(more_urgent);
  }
}

// Whole ticks of the system, rounded up; the time is over when now() says so.
bool parker::sleep_until(ticks deadline) noexcept {
  const ticks left = std::min(deadline - now(), longest_sleep);
  if (left <= 0) return false;
  ulTaskNotifyTake(pdTRUE, whole_ticks(left));
  return true;
}

}  // namespace csp::port
