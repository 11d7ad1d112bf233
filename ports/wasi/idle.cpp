// Idling under WASI, where a program is alone: nobody wakes it, so it sleeps until its deadline.
#include "csp/port/idle.hpp"

#include <algorithm>
#include <ctime>

#include "csp/core/diagnostics/misuse.hpp"
#include "csp/port/replaceable.hpp"

namespace csp::port {

CSP_REPLACEABLE void idle(sleeper& engine) noexcept {
  if (!engine.word)
    misuse("nothing wakes a network that waits for ends of interrupts or links alone: WASI has no threads", "coop", 0);
}

CSP_REPLACEABLE void idle_until(sleeper& engine, ticks deadline) noexcept {
  const ticks left = std::min(deadline - now(), longest_sleep);
  if (engine.word || left <= 0) return;
  const timespec time{static_cast<time_t>(left / 1'000'000), static_cast<long>(left % 1'000'000 * 1000)};
  nanosleep(&time, nullptr);
}

CSP_REPLACEABLE void wake(sleeper& engine) noexcept { engine.word = 1; }

CSP_REPLACEABLE bool woken(sleeper& engine) noexcept { return engine.word.exchange(0) != 0; }

}  // namespace csp::port
