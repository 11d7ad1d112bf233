// What the coop engine asks of a platform: to sleep while no process can run.
#pragma once
#include "clock.hpp"

namespace csp::port {

// Sleeps until wake() is called; returns at once when it was called since woken() last said so. May return early.
void idle() noexcept;
// The same, but at most until `deadline`, and no longer than longest_sleep at once.
void idle_until(ticks deadline) noexcept;

// Ends the sleep. From any thread, signal handler or interrupt.
void wake() noexcept;
// Whether wake() was called since this was asked last. What was done before it is then seen.
bool woken() noexcept;

// Whether the engine may ask which thread this is; nothing of it is compiled elsewhere.
#if defined(__unix__)
inline constexpr bool tells_threads = true;
#else
inline constexpr bool tells_threads = false;
#endif
// The address of something that each thread has of its own. A port that leaves it out is not asked.
[[gnu::weak]] const void* this_thread() noexcept;

}  // namespace csp::port
