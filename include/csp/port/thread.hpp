// What the threads engine asks of a platform: threads with a stack size and a name, and parking.
#pragma once
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "clock.hpp"

namespace csp::port {

// Opaque to the engine; as large as the platform's own handle.
struct thread {
  std::uintptr_t handle;
};

// Starts body(argument), whose result is ignored, on a new thread whose stack has `stack` bytes, rounded up to what the
// platform can give. `name` is copied and shown by debuggers. False when the platform refuses; nothing has started.
bool start_thread(thread& out, const char* name, std::size_t stack, void* (*body)(void*), void* argument) noexcept;

// Waits until the thread is over and frees it.
void join_thread(thread t) noexcept;

// Lets another thread run.
void yield_thread() noexcept;

// Sleeps while `word` is `expected`; may return early.
void sleep_on(std::atomic<std::uint32_t>& word, std::uint32_t expected) noexcept;

// The same, at most until `deadline`, and no longer than longest_sleep at once: false when the deadline has come.
bool sleep_on_until(std::atomic<std::uint32_t>& word, std::uint32_t expected, ticks deadline) noexcept;

// Wakes the one that sleeps on `word`. The word may be gone already: only its address is used.
void wake_on(std::atomic<std::uint32_t>& word) noexcept;

}  // namespace csp::port
