// What a board calls of the port for Cortex-M.
#pragma once

namespace csp::port {

// Starts the clock, on SysTick, before the first process. SysTick counts the processor's clock, of so many megahertz,
// between 1 and 1000. Whose clock is not a whole number of them, or who needs SysTick for something else, defines
// now(), resolution, idle(), idle_until(), wake() and woken() for a timer of the chip.
void start_clock(unsigned megahertz) noexcept;

// To be called by the handler of SysTick, which has the highest priority among the interrupts that ask for the time.
void clock_interrupt() noexcept;

}  // namespace csp::port
