// The clock of Linux: monotonic, in microseconds.
#include "csp/port/clock.hpp"

#include <ctime>

#include "csp/port/replaceable.hpp"

namespace csp::port {

CSP_REPLACEABLE ticks now() noexcept {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return ticks{t.tv_sec} * 1'000'000 + t.tv_nsec / 1000;
}

CSP_REPLACEABLE constinit std::uint32_t resolution = 1;

}  // namespace csp::port
