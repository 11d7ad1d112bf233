// As much of FreeRTOS and ESP-IDF as the component uses: one task that is notified.
#include <esp_timer.h>
#include <freertos/task.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace {
std::mutex lock;
std::condition_variable changed;
uint32_t notified = 0;
}  // namespace

int64_t esp_timer_get_time() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}
BaseType_t xPortInIsrContext() { return pdFALSE; }
TaskHandle_t xTaskGetCurrentTaskHandle() { return &notified; }
uint32_t ulTaskNotifyTake(BaseType_t, TickType_t at_most) {
  std::unique_lock hold(lock);
  const auto any = [] { return notified != 0; };
  if (at_most == portMAX_DELAY)
    changed.wait(hold, any);
  else
    changed.wait_for(hold, std::chrono::milliseconds(at_most * portTICK_PERIOD_MS), any);
  const uint32_t before = notified;
  notified = 0;
  return before;
}
BaseType_t xTaskNotifyGive(TaskHandle_t) {
  const std::lock_guard hold(lock);
  ++notified;
  changed.notify_one();
  return pdTRUE;
}
void vTaskNotifyGiveFromISR(TaskHandle_t task, BaseType_t*) { xTaskNotifyGive(task); }
