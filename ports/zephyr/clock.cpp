// The clock and the sleep of Zephyr: its uptime, and a semaphore that any thread or interrupt gives.
#include "csp/port/clock.hpp"

#include <zephyr/kernel.h>

#include <algorithm>

#include "../bare_metal/wake_flag.hpp"
#include "csp/port/idle.hpp"

K_SEM_DEFINE(csp_sleep, 0, 1);

namespace csp::port {
namespace {

void sleep(sleeper& engine, k_timeout_t at_most) {
  require_only(engine);
  if (!is_woken(engine)) k_sem_take(&csp_sleep, at_most);
}

}  // namespace

[[gnu::weak]] ticks now() noexcept {
  return static_cast<ticks>(k_ticks_to_us_floor64(static_cast<std::uint64_t>(k_uptime_ticks())));
}

// A tick of the system, and the fraction of a microsecond that the conversion takes off, if there is one.
[[gnu::weak]] constinit std::uint32_t resolution =
    1'000'000 / CONFIG_SYS_CLOCK_TICKS_PER_SEC + (1'000'000 % CONFIG_SYS_CLOCK_TICKS_PER_SEC ? 2 : 0);

[[gnu::weak]] void idle(sleeper& engine) noexcept { sleep(engine, K_FOREVER); }
[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  const ticks left = std::min(deadline - now(), longest_sleep);
  if (left > 0) sleep(engine, K_USEC(left));
}

// A semaphore that was given too early ends a later sleep early.
[[gnu::weak]] void wake(sleeper& engine) noexcept {
  set_woken(engine);
  k_sem_give(&csp_sleep);
}
[[gnu::weak]] bool woken(sleeper& engine) noexcept { return consume_woken(engine); }

}  // namespace csp::port
