// What the threads engine is made of on FreeRTOS, on one core: its lock is the suspended scheduler, so that nobody who
// holds it is preempted, and interrupts go on; its tasks wait by their notifications.
#pragma once

#include <atomic>
#include <csp/core/diagnostics/misuse.hpp>
#include <csp/port/clock.hpp>
#include <csp/port/freertos.hpp>
#include <csp/port/suspended_scheduler.hpp>
#include <cstddef>
#include <new>

namespace csp::port {

// The lock of the engine, of which there is one. No other task runs while it is held, so whoever finds it held holds
// it.
class engine_lock {
 public:
  constexpr engine_lock() = default;

  void acquire() {
    suspend_scheduler();
    held_ = true;
  }
  void release() {
    held_ = false;
    resume_scheduler();
  }
  static bool is_mine() { return held_; }

 private:
  static inline constinit bool held_ = false;
};

// One that is held while its holder waits.
class engine_mutex {
 public:
  constexpr engine_mutex() = default;
  engine_mutex(const engine_mutex&) = delete;
  engine_mutex& operator=(const engine_mutex&) = delete;

  void lock() {
    make();
    xSemaphoreTake(made_, portMAX_DELAY);
  }
  void unlock() { xSemaphoreGive(made_); }

 private:
  void make() {
    const suspended_scheduler alone;
    if (!made_) made_ = xSemaphoreCreateMutexStatic(&place_);
  }

  StaticSemaphore_t place_ = {};
  SemaphoreHandle_t made_ = nullptr;
};

// Where one task waits for one wake-up, by its notification, which may come in vain: the word decides. What happens
// here is seen in order, by tasks and interrupts of one core.
class parker {
 public:
  void park() {
    sleep([] {
      ulTaskNotifyTake(pdTRUE, portMAX_DELAY);
      return true;
    });
  }
  // Returns false when `deadline` comes first. The next wake-up is then still to be taken.
  bool park_until(ticks deadline) {
    return sleep([deadline] { return sleep_until(deadline); });
  }

  // With the engine's lock held: nobody runs who could be gone before he is told.
  void unpark() {
    woken_ = true;
    if (const TaskHandle_t sleeper = sleeper_) xTaskNotifyGive(sleeper);
  }
  // From any task or interrupt.
  void unpark_from_anywhere() noexcept;

 private:
  // False when the time is over.
  static bool sleep_until(ticks deadline) noexcept;

  // Whoever sleeps here may be gone soon after: an interrupt does not find him any more.
  template <class Once>
  bool sleep(Once once) {
    sleeper_ = xTaskGetCurrentTaskHandle();
    const bool taken = sleeps_until_woken(once);
    sleeper_ = nullptr;
    return taken;
  }
  template <class Once>
  bool sleeps_until_woken(Once once) {
    while (!woken_)
      if (!once()) return false;
    woken_ = false;
    return true;
  }

  volatile bool woken_ = false;
  TaskHandle_t volatile sleeper_ = nullptr;
};

// Memory of the task's own that thread_own() has made there; see leave_task().
void* make_own(std::size_t bytes) noexcept;

// A T that each task has of its own. It is asked for one type only.
template <class T>
T& thread_own() {
  if (void* const mine = pvTaskGetThreadLocalStoragePointer(nullptr, CSP_FREERTOS_POINTER)) [[likely]]
    return *static_cast<T*>(mine);
  return *::new (make_own(sizeof(T))) T{};
}

// Stands at the beginning of each task that start_thread() has started, as long as thread_own() is asked there.
template <class T>
class thread_own_here {
 public:
  thread_own_here() { vTaskSetThreadLocalStoragePointer(nullptr, CSP_FREERTOS_POINTER, &mine_); }
  thread_own_here(const thread_own_here&) = delete;
  thread_own_here& operator=(const thread_own_here&) = delete;
  ~thread_own_here() { vTaskSetThreadLocalStoragePointer(nullptr, CSP_FREERTOS_POINTER, nullptr); }

 private:
  T mine_{};
};

inline constexpr std::size_t usual_stack = CSP_FREERTOS_STACK;

}  // namespace csp::port
