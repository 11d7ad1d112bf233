// Idling on Linux: one futex, which may be woken from a signal handler too.
#include "csp/port/idle.hpp"

#include "csp/port/thread.hpp"

namespace csp::port {
namespace {

enum : std::uint32_t { awake, asleep, requested };
constinit std::atomic<std::uint32_t> wake_word = awake;

// Falls asleep, unless wake() was called.
template <class Sleep>
void sleep(Sleep until_woken) {
  std::uint32_t seen = awake;
  if (!wake_word.compare_exchange_strong(seen, asleep, std::memory_order_relaxed)) return;
  until_woken();
  seen = asleep;
  wake_word.compare_exchange_strong(seen, awake, std::memory_order_relaxed);
}

}  // namespace

[[gnu::weak]] const void* this_thread() noexcept {
  static thread_local constinit char own = 0;
  return &own;
}

[[gnu::weak]] void idle() noexcept {
  sleep([] { sleep_on(wake_word, asleep); });
}

[[gnu::weak]] void idle_until(ticks deadline) noexcept {
  sleep([deadline] { sleep_on_until(wake_word, asleep, deadline); });
}

// No system call while the engine is awake.
[[gnu::weak]] void wake() noexcept {
  if (wake_word.exchange(requested, std::memory_order_release) == asleep) wake_on(wake_word);
}

// Pairs with the exchange in wake().
[[gnu::weak]] bool woken() noexcept {
  return wake_word.load(std::memory_order_relaxed) == requested &&
         wake_word.exchange(awake, std::memory_order_acquire) == requested;
}

}  // namespace csp::port
