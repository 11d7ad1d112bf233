// What every engine asks of a platform: a clock.
#pragma once
#include <cstdint>

namespace csp::port {

// Microseconds. 64 bits do not wrap; a port whose hardware counts fewer widens them, for example by wide_counter.hpp.
using ticks = std::int64_t;

// Deadlines from here on, in 146 000 years, do not come. No engine asks a port to sleep until then.
inline constexpr ticks never = ticks{1} << 62;

// A port sleeps no longer at once, 17 minutes, which is less than half of what 32 bits of microseconds count: engines
// look at the clock and sleep again.
inline constexpr ticks longest_sleep = 1'000'000'000;

// Microseconds since any origin, rounded down; steady, and never negative.
ticks now() noexcept;

// By how many microseconds it may be later than now() says, rounded up: 1 when the hardware counts microseconds or
// less, 10 000 when it counts hundredths of a second. Every delay gets so much longer that it is not too short.
// A variable of the port's, to be set before the first process.
extern std::uint32_t resolution;

}  // namespace csp::port
