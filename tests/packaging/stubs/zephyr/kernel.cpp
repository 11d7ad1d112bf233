// As much of Zephyr's kernel as the module uses, with ticks of 100 microseconds.
#include <zephyr/kernel.h>

#include <chrono>
#include <condition_variable>
#include <mutex>

namespace {
std::mutex lock;
std::condition_variable changed;
}  // namespace

int k_sem_take(k_sem* sem, k_timeout_t at_most) {
  std::unique_lock hold(lock);
  const auto any = [&] { return sem->count != 0; };
  if (at_most.microseconds < 0)
    changed.wait(hold, any);
  else if (!changed.wait_for(hold, std::chrono::microseconds(at_most.microseconds), any))
    return -1;
  --sem->count;
  return 0;
}
void k_sem_give(k_sem* sem) {
  const std::lock_guard hold(lock);
  if (sem->count < sem->limit) ++sem->count;
  changed.notify_one();
}
int64_t k_uptime_ticks() {
  using namespace std::chrono;
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count() / 100;
}
uint64_t k_ticks_to_us_floor64(uint64_t ticks) { return ticks * 100; }
