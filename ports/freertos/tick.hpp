// How long a tick of the kernel is.
#pragma once
#include <FreeRTOS.h>

#include "csp/port/clock.hpp"

namespace csp::port {

static_assert(1'000'000 % configTICK_RATE_HZ == 0,
              "csp: a tick must be whole microseconds: configTICK_RATE_HZ must divide 1000000");

inline constexpr ticks tick = 1'000'000 / configTICK_RATE_HZ;

// Rounded up.
constexpr TickType_t whole_ticks(ticks time) { return static_cast<TickType_t>((time + tick - 1) / tick); }

}  // namespace csp::port
