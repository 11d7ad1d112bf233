// A sleep with a deadline, in the time that now() tells.
#include <algorithm>
#include <chrono>

#include "csp/port/replaceable.hpp"
#include "csp/port/thread.hpp"
#include "parking.hpp"

namespace csp::port {
namespace {

// Where the library cannot wait by the steady clock, as on MinGW, it waits by the clock on the wall, which may be set
// back meanwhile. Whoever waits looks at now() after each wait.
#ifdef _GLIBCXX_USE_PTHREAD_COND_CLOCKWAIT
constexpr ticks longest_wait = longest_sleep;
#else
constexpr ticks longest_wait = 100'000;
#endif

}  // namespace

CSP_REPLACEABLE bool sleep_on_until(std::atomic<std::uint32_t>& word, std::uint32_t expected, ticks deadline) noexcept {
  const std::chrono::microseconds left(std::min(deadline - now(), longest_wait));
  if (left.count() <= 0) return false;
  parking::place::of(&word).sleep(word, expected, [left](auto& woken, auto& lock) { woken.wait_for(lock, left); });
  return now() < deadline;
}

}  // namespace csp::port
