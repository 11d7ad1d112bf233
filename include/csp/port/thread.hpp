// What the threads engine asks of a platform: threads with a stack size, a name and a priority, and parking.
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

// Of a thread: that of the one who starts it; the most urgent that the platform has.
inline constexpr unsigned same_priority = ~0u;
inline constexpr unsigned most_urgent = ~0u - 1;

// What a thread is to be like.
struct thread_options {
  const char* name;                   // copied, and shown by debuggers; as much of it as the platform keeps
  std::size_t stack;                  // in bytes, rounded up to what the platform can give
  unsigned priority = same_priority;  // the platform's own number; without effect where threads have none
};

// Starts body(argument), whose result is ignored, on a new thread. False when the platform refuses; nothing has
// started.
bool start_thread(thread& out, const thread_options& options, void* (*body)(void*), void* argument) noexcept;

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
