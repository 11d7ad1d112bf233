// What every engine asks of a platform: a clock.
#pragma once
#include <cstdint>
#include <type_traits>

// How many bits the platform's clock has before it wraps: 32 or 64.
#ifndef CSP_CLOCK_BITS
#if __SIZEOF_POINTER__ >= 8
#define CSP_CLOCK_BITS 64
#else
#define CSP_CLOCK_BITS 32
#endif
#endif

namespace csp::port {

// Microseconds. A delay is at most half of the wrap: 35 minutes for 32 bits.
using ticks = std::conditional_t<CSP_CLOCK_BITS == 64, std::uint64_t, std::uint32_t>;
using signed_ticks = std::make_signed_t<ticks>;

// Microseconds since any origin; steady; wraps to 0.
ticks now() noexcept;

// Whether a comes before b; they are at most half of the wrap apart.
constexpr bool before(ticks a, ticks b) { return static_cast<signed_ticks>(a - b) < 0; }

}  // namespace csp::port
