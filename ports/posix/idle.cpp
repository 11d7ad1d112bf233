// Idling on Linux: one futex, which may be woken from a signal handler too.
#include "csp/port/idle.hpp"

#include "csp/port/thread.hpp"

namespace csp::port {
namespace {

enum : std::uint32_t { asleep, rung };
constinit std::atomic<std::uint32_t> bell = asleep;

}  // namespace

[[gnu::weak]] void idle() noexcept { sleep_on(bell, asleep); }

[[gnu::weak]] void idle_until(ticks deadline) noexcept { sleep_on_until(bell, asleep, deadline); }

[[gnu::weak]] void wake() noexcept {
  bell.store(rung, std::memory_order_release);
  wake_on(bell);
}

// Pairs with the store in wake().
[[gnu::weak]] bool woken() noexcept {
  return bell.load(std::memory_order_relaxed) == rung && bell.exchange(asleep, std::memory_order_acquire) == rung;
}

}  // namespace csp::port
