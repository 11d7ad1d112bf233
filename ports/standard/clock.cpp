// The clock of the standard library: steady, in microseconds.
#include "csp/port/clock.hpp"

#include <chrono>

#include "csp/port/replaceable.hpp"

namespace csp::port {

using std::chrono::duration_cast, std::chrono::microseconds, std::chrono::steady_clock;

CSP_REPLACEABLE ticks now() noexcept {
  return duration_cast<microseconds>(steady_clock::now().time_since_epoch()).count();
}

CSP_REPLACEABLE constinit std::uint32_t resolution = 1;

}  // namespace csp::port
