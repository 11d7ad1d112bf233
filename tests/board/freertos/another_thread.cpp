#include "another_thread.hpp"

#include <csp/port/freertos.hpp>
#include <csp/port/kernel.hpp>
#include <utility>

struct another_thread::context {
  std::function<void()> body;
  csp::port::parker over;
  TaskHandle_t task = nullptr;
  StaticTask_t place = {};
  StackType_t stack[1024] = {};

  static void run(void* argument) {
    context& me = *static_cast<context*>(argument);
    me.body();
    me.body = nullptr;
    csp::port::leave_task();
    me.over.unpark_from_anywhere();
    for (;;) vTaskSuspend(nullptr);
  }
};

another_thread::another_thread(std::function<void()> body) : context_(std::make_unique<context>()) {
  context_->body = std::move(body);
  context_->task = xTaskCreateStatic(context::run, "another", 1024, context_.get(), uxTaskPriorityGet(nullptr),
                                     context_->stack, &context_->place);
}
another_thread::another_thread(another_thread&&) noexcept = default;
another_thread::~another_thread() = default;
void another_thread::join() {
  context_->over.park();
  vTaskDelete(context_->task);
}
