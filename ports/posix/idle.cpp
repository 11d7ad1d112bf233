// Idling on Linux: a futex for each engine, which may be woken from a signal handler too.
#include "csp/port/idle.hpp"

#include "csp/port/thread.hpp"

namespace csp::port {
namespace {

enum : std::uint32_t { awake, asleep, requested };

// Falls asleep, unless wake() was called.
template <class Sleep>
void sleep(sleeper& engine, Sleep until_woken) {
  std::uint32_t seen = awake;
  if (!engine.word.compare_exchange_strong(seen, asleep, std::memory_order_relaxed)) return;
  until_woken(engine.word);
  seen = asleep;
  engine.word.compare_exchange_strong(seen, awake, std::memory_order_relaxed);
}

}  // namespace

[[gnu::weak]] const void* this_thread() noexcept {
  static thread_local constinit char own = 0;
  return &own;
}

[[gnu::weak]] void idle(sleeper& engine) noexcept {
  sleep(engine, [](auto& word) { sleep_on(word, asleep); });
}

[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  sleep(engine, [deadline](auto& word) { sleep_on_until(word, asleep, deadline); });
}

// No system call while the engine is awake.
[[gnu::weak]] void wake(sleeper& engine) noexcept {
  if (engine.word.exchange(requested, std::memory_order_release) == asleep) wake_on(engine.word);
}

// Pairs with the exchange in wake().
[[gnu::weak]] bool woken(sleeper& engine) noexcept {
  return engine.word.load(std::memory_order_relaxed) == requested &&
         engine.word.exchange(awake, std::memory_order_acquire) == requested;
}

}  // namespace csp::port
