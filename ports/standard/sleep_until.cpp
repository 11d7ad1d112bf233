// A sleep with a deadline, in the time that now() tells.
#include <algorithm>
#include <chrono>

#include "csp/port/replaceable.hpp"
#include "csp/port/thread.hpp"
#include "parking.hpp"

namespace csp::port {

CSP_REPLACEABLE bool sleep_on_until(std::atomic<std::uint32_t>& word, std::uint32_t expected, ticks deadline) noexcept {
  const std::chrono::microseconds left(std::min(deadline - now(), longest_sleep));
  if (left.count() <= 0) return false;
  parking::place::of(&word).sleep(word, expected, [left](auto& woken, auto& lock) { woken.wait_for(lock, left); });
  return now() < deadline;
}

}  // namespace csp::port
