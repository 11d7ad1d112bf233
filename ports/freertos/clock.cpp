// The clock of FreeRTOS counts ticks, and how often that count has turned over. A network of coop sleeps by the
// notification of its task.
#include "csp/port/clock.hpp"

#include <algorithm>
#include <csp/port/suspended_scheduler.hpp>

#include "csp/port/critical.hpp"
#include "csp/port/idle.hpp"
#include "tick.hpp"

namespace csp::port {
namespace {

// What stands in a sleeper's word; anything else is the task that sleeps.
enum : std::uint32_t { awake, requested };

void sleep(sleeper& engine, TickType_t at_most) {
  {
    const critical_section alone;
    if (engine.word.load(std::memory_order_relaxed) == requested) return;
    engine.word.store(reinterpret_cast<std::uintptr_t>(xTaskGetCurrentTaskHandle()), std::memory_order_relaxed);
  }
  ulTaskNotifyTake(pdTRUE, at_most);
  const critical_section alone;
  if (engine.word.load(std::memory_order_relaxed) != requested) engine.word.store(awake, std::memory_order_relaxed);
}

// Returns the task that sleeps, null when none does. A load and a store, for not each core can exchange in one step.
TaskHandle_t request(sleeper& engine) {
  const critical_section alone;
  const std::uint32_t before = engine.word.load(std::memory_order_relaxed);
  engine.word.store(requested, std::memory_order_relaxed);
  return before == awake || before == requested ? nullptr : reinterpret_cast<TaskHandle_t>(before);
}

void wake_from_interrupt(sleeper& engine) {
  if (const TaskHandle_t asleep = request(engine)) {
    BaseType_t more_urgent = pdFALSE;
    vTaskNotifyGiveFromISR(asleep, &more_urgent);
    portYIELD_FROM_ISR(more_urgent);
  }
}
// The one that sleeps does not run, and so is not gone, before it is told.
void wake_from_task(sleeper& engine) {
  const suspended_scheduler alone;
  if (const TaskHandle_t asleep = request(engine)) xTaskNotifyGive(asleep);
}

}  // namespace

[[gnu::weak]] ticks now() noexcept {
  TimeOut_t read;
  {
    const critical_section alone;
    vTaskSetTimeOutState(&read);
  }
  const auto turns = static_cast<std::uint32_t>(read.xOverflowCount);
  return static_cast<ticks>(std::uint64_t{turns} << 32 | read.xTimeOnEntering) * tick;
}
[[gnu::weak]] constinit std::uint32_t resolution = tick;

[[gnu::weak]] void idle(sleeper& engine) noexcept { sleep(engine, portMAX_DELAY); }

[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  const ticks left = std::min(deadline - now(), longest_sleep);
  if (left > 0) sleep(engine, whole_ticks(left));
}

[[gnu::weak]] void wake(sleeper& engine) noexcept {
  if (xPortIsInsideInterrupt()) return wake_from_interrupt(engine);
  wake_from_task(engine);
}

[[gnu::weak]] bool woken(sleeper& engine) noexcept {
  if (engine.word.load(std::memory_order_relaxed) != requested) return false;
  engine.word.store(awake, std::memory_order_relaxed);
  std::atomic_thread_fence(std::memory_order_acquire);
  return true;
}

}  // namespace csp::port
