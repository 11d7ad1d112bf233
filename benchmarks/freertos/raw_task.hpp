// Tasks of FreeRTOS alone, for comparison.
#pragma once
#include <csp/port/freertos.hpp>

namespace bench {

// Runs body(argument) as long as it lives.
template <class Argument>
class raw_task {
 public:
  raw_task(void (*body)(Argument&), Argument& argument) : body_(body), argument_(argument) {
    handle_ = xTaskCreateStatic(run, "raw", words, this, uxTaskPriorityGet(nullptr), stack_, &place_);
  }
  raw_task(const raw_task&) = delete;
  raw_task& operator=(const raw_task&) = delete;
  ~raw_task() { vTaskDelete(handle_); }

  TaskHandle_t handle() const { return handle_; }

 private:
  static void run(void* me) {
    raw_task& mine = *static_cast<raw_task*>(me);
    mine.body_(mine.argument_);
    for (;;) vTaskSuspend(nullptr);
  }

  static constexpr std::uint32_t words = 128;
  void (*body_)(Argument&);
  Argument& argument_;
  TaskHandle_t handle_;
  StaticTask_t place_;
  StackType_t stack_[words];
};

}  // namespace bench
