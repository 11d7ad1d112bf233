// What the coop engine asks of a platform: to sleep while no process can run.
#pragma once
#include <atomic>
#include <cstdint>

#include "clock.hpp"

namespace csp::port {

// What an engine sleeps by: each has one of its own, from the beginning of the program to its end. What stands in the
// word is the port's; at first nothing.
struct sleeper {
  std::atomic<std::uint32_t> word = 0;
};

// Sleeps until wake() is called; returns at once when it was called since woken() last said so. May return early.
// By the thread, or the core, of that engine.
void idle(sleeper& engine) noexcept;
// The same, but at most until `deadline`, and no longer than longest_sleep at once.
void idle_until(sleeper& engine, ticks deadline) noexcept;

// Ends the sleep. From any thread, core, signal handler or interrupt.
void wake(sleeper& engine) noexcept;
// Whether wake() was called since this was asked last. What was done before it is then seen. Asked by the engine.
bool woken(sleeper& engine) noexcept;

// Whether the engine may ask which thread this is; nothing of it is compiled elsewhere.
#if defined(__unix__) || defined(__APPLE__) || defined(_WIN32)
inline constexpr bool tells_threads = true;
#else
inline constexpr bool tells_threads = false;
#endif
// The address of something that each thread has of its own. Where functions may be weak, a port that leaves it out is
// not asked.
#if defined(_WIN32)
const void* this_thread() noexcept;
inline const void* this_thread_if_told() noexcept { return this_thread(); }
#else
[[gnu::weak]] const void* this_thread() noexcept;
inline const void* this_thread_if_told() noexcept { return this_thread ? this_thread() : nullptr; }
#endif

}  // namespace csp::port
