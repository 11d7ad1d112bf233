// While the scheduler is suspended no other task runs; interrupts go on.
#pragma once

#include <atomic>
#include <csp/port/freertos.hpp>

namespace csp::port {

// They nest. The compiler, which may look into the kernel, moves nothing out of what stands between them.
inline void suspend_scheduler() {
  vTaskSuspendAll();
  std::atomic_signal_fence(std::memory_order_seq_cst);
}
inline void resume_scheduler() {
  std::atomic_signal_fence(std::memory_order_seq_cst);
  xTaskResumeAll();
}

class suspended_scheduler {
 public:
  suspended_scheduler() { suspend_scheduler(); }
  suspended_scheduler(const suspended_scheduler&) = delete;
  suspended_scheduler& operator=(const suspended_scheduler&) = delete;
  ~suspended_scheduler() { resume_scheduler(); }
};

}  // namespace csp::port
