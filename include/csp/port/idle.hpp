// What the coop engine asks of a platform: to sleep while no process can run.
#pragma once
#include "clock.hpp"

namespace csp::port {

// Sleeps until wake() is called, or returns at once when it was called since the last sleep. May return early.
void idle() noexcept;
// The same, but at most until `deadline`.
void idle_until(ticks deadline) noexcept;

// Ends the sleep. From any thread, signal handler or interrupt.
void wake() noexcept;

}  // namespace csp::port
