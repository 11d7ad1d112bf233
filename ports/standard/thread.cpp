// Threads and parking of the standard library. A thread has no name, and the stack that the system gives it. Not for
// signal handlers: waking takes a lock.
#include "csp/port/thread.hpp"

#include <exception>
#include <thread>

#include "parking.hpp"

namespace csp::port {
namespace {

// What a thread gets that asks for nothing: on macOS no more, on Linux with glibc 8 MiB. musl gives 128 KiB, which
// nobody here has run.
constexpr std::size_t stack_of_all = std::size_t{512} * 1024;

std::thread* as_thread(thread t) { return reinterpret_cast<std::thread*>(t.handle); }

}  // namespace

// Refuses a stack that it cannot promise.
bool start_thread(thread& out, const thread_options& options, void* (*body)(void*), void* argument) noexcept {
  if (options.stack > stack_of_all) return false;
  try {
    out.handle = reinterpret_cast<std::uintptr_t>(new std::thread(body, argument));
    return true;
  } catch (const std::exception&) {  // no memory, or no thread
    return false;
  }
}

void join_thread(thread t) noexcept {
  as_thread(t)->join();
  delete as_thread(t);
}

#if defined(_WIN32)  // elsewhere in ports/posix/idle.cpp
const void* this_thread() noexcept {
  static thread_local constinit char own = 0;
  return &own;
}
#endif

void yield_thread() noexcept { std::this_thread::yield(); }

void sleep_on(std::atomic<std::uint32_t>& word, std::uint32_t expected) noexcept {
  parking::place::of(&word).sleep(word, expected, [](auto& woken, auto& lock) { woken.wait(lock); });
}

void wake_on(std::atomic<std::uint32_t>& word) noexcept { parking::place::of(&word).wake(&word); }

}  // namespace csp::port
