// Idling on a host: each engine sleeps on its word, as a thread of `threads` does. Where that is a futex, a signal
// handler may wake it too.
#include "csp/port/idle.hpp"

#include "csp/port/replaceable.hpp"
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

#if !defined(_WIN32)  // there it stands where nothing is replaced, in ports/standard/thread.cpp
CSP_REPLACEABLE const void* this_thread() noexcept {
  static thread_local constinit char own = 0;
  return &own;
}
#endif

CSP_REPLACEABLE void idle(sleeper& engine) noexcept {
  sleep(engine, [](auto& word) { sleep_on(word, asleep); });
}

CSP_REPLACEABLE void idle_until(sleeper& engine, ticks deadline) noexcept {
  sleep(engine, [deadline](auto& word) { sleep_on_until(word, asleep, deadline); });
}

// No system call while the engine is awake.
CSP_REPLACEABLE void wake(sleeper& engine) noexcept {
  if (engine.word.exchange(requested, std::memory_order_release) == asleep) wake_on(engine.word);
}

// Pairs with the exchange in wake().
CSP_REPLACEABLE bool woken(sleeper& engine) noexcept {
  return engine.word.load(std::memory_order_relaxed) == requested &&
         engine.word.exchange(awake, std::memory_order_acquire) == requested;
}

}  // namespace csp::port
