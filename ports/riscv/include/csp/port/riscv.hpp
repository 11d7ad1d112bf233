// What a board calls of the port for RISC-V.
#pragma once
#include <cstdint>

namespace csp::port {

// The timer of a hart in machine mode (Privileged Architecture, 3.2.1): each register is two words, the low one first.
struct machine_timer {
  volatile std::uint32_t* time;
  volatile std::uint32_t* compare;
  std::uint32_t megahertz;  // of `time`; below 65536
};

// Starts the clock before the first process, and lets the timer's interrupt through.
void start_clock(const machine_timer& timer) noexcept;

// To be called by the handler of the timer's interrupt.
void clock_interrupt() noexcept;

}  // namespace csp::port
