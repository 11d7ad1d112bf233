// The clock of Linux: monotonic, in microseconds.
#include "csp/port/clock.hpp"

#include <ctime>

namespace csp::port {

[[gnu::weak]] ticks now() noexcept {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<ticks>(static_cast<std::uint64_t>(t.tv_sec) * 1'000'000 +
                            static_cast<std::uint64_t>(t.tv_nsec) / 1000);
}

}  // namespace csp::port
