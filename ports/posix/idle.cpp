// Idling on Linux: one futex, which may be woken from a signal handler too.
#include "csp/port/idle.hpp"

#include <cerrno>

#include "csp/port/thread.hpp"

namespace csp::port {
namespace {

enum : std::uint32_t { asleep, woken };
constinit std::atomic<std::uint32_t> bell = asleep;

// Pairs with the store in wake(): what was done before it is seen after it.
bool rung() { return bell.exchange(asleep, std::memory_order_acquire) == woken; }

}  // namespace

[[gnu::weak]] void idle() noexcept {
  if (!rung()) sleep_on(bell, asleep);
  rung();
}

[[gnu::weak]] void idle_until(ticks deadline) noexcept {
  if (!rung()) sleep_on_until(bell, asleep, deadline);
  rung();
}

[[gnu::weak]] void wake() noexcept {
  const int before = errno;
  bell.store(woken, std::memory_order_release);
  wake_on(bell);
  errno = before;
}

}  // namespace csp::port
