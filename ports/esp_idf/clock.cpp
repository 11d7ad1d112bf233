// The clock and the sleep of ESP-IDF: its timer, and the notification of the task in which the network runs.
#include "csp/port/clock.hpp"

#include <esp_timer.h>
#include <freertos/FreeRTOS.h>
#include <freertos/task.h>

#include <algorithm>

#include "../bare_metal/wake_flag.hpp"
#include "csp/port/idle.hpp"

namespace csp::port {
namespace {

constinit std::atomic<TaskHandle_t> sleeping = nullptr;

// Either the task sees that wake() was called, or whoever calls it sees the task.
void sleep(sleeper& engine, TickType_t at_most) {
  require_only(engine);
  sleeping = xTaskGetCurrentTaskHandle();
  std::atomic_thread_fence(std::memory_order_seq_cst);  // pairs with that in wake()
  if (!is_woken(engine)) ulTaskNotifyTake(pdTRUE, at_most);
}

}  // namespace

[[gnu::weak]] ticks now() noexcept { return esp_timer_get_time(); }
[[gnu::weak]] constinit std::uint32_t resolution = 1;

[[gnu::weak]] void idle(sleeper& engine) noexcept { sleep(engine, portMAX_DELAY); }

// Whole ticks of the system; what is left of the last one passes awake.
[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  const ticks left = std::min(deadline - now(), longest_sleep);
  if (left > 0) sleep(engine, static_cast<TickType_t>(left / 1000 / portTICK_PERIOD_MS));
}

[[gnu::weak]] void wake(sleeper& engine) noexcept {
  set_woken(engine);
  std::atomic_thread_fence(std::memory_order_seq_cst);
  const TaskHandle_t task = sleeping;
  if (!task) return;
  if (!xPortInIsrContext()) {
    xTaskNotifyGive(task);
    return;
  }
  BaseType_t more_urgent = pdFALSE;
  vTaskNotifyGiveFromISR(task, &more_urgent);
  if (more_urgent) portYIELD_FROM_ISR();
}
[[gnu::weak]] bool woken(sleeper& engine) noexcept { return consume_woken(engine); }

}  // namespace csp::port
