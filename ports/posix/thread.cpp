// Threads and parking on Linux: pthreads and futexes.
#include "csp/port/thread.hpp"

#include <linux/futex.h>
#include <pthread.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <ctime>

#include "csp/port/replaceable.hpp"

namespace csp::port {
namespace {

struct attributes {
  attributes() { pthread_attr_init(&value); }
  attributes(const attributes&) = delete;
  attributes& operator=(const attributes&) = delete;
  ~attributes() { pthread_attr_destroy(&value); }

  // Whole pages, and no less than the system's least.
  bool stack(std::size_t bytes) {
    const std::size_t page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const std::size_t wanted = std::max<std::size_t>(bytes, PTHREAD_STACK_MIN);
    return pthread_attr_setstacksize(&value, (wanted + page - 1) / page * page) == 0;
  }

  pthread_attr_t value;
};

long futex(std::atomic<std::uint32_t>& word, int operation, std::uint32_t value, const timespec* at_most = nullptr) {
  return syscall(SYS_futex, reinterpret_cast<std::uint32_t*>(&word), operation, value, at_most, nullptr, 0);
}

// The system keeps 15 characters of a name.
void name_thread(pthread_t thread, const char* name) {
  char kept[16] = {};
  std::strncpy(kept, name, sizeof kept - 1);
  pthread_setname_np(thread, kept);
}

}  // namespace

bool start_thread(thread& out, const thread_options& options, void* (*body)(void*), void* argument) noexcept {
  attributes wanted;
  if (!wanted.stack(options.stack)) return false;
  pthread_t handle;
  if (pthread_create(&handle, &wanted.value, body, argument) != 0) return false;
  name_thread(handle, options.name);
  out.handle = handle;
  return true;
}

void join_thread(thread t) noexcept { pthread_join(t.handle, nullptr); }

void yield_thread() noexcept { sched_yield(); }

void sleep_on(std::atomic<std::uint32_t>& word, std::uint32_t expected) noexcept {
  futex(word, FUTEX_WAIT_PRIVATE, expected);
}

CSP_REPLACEABLE bool sleep_on_until(std::atomic<std::uint32_t>& word, std::uint32_t expected, ticks deadline) noexcept {
  const ticks left = std::min(deadline - now(), longest_sleep);
  if (left <= 0) return false;
  const timespec at_most{static_cast<time_t>(left / 1'000'000), static_cast<long>(left % 1'000'000 * 1000)};
  futex(word, FUTEX_WAIT_PRIVATE, expected, &at_most);
  return now() < deadline;
}

// A signal handler may call this: it leaves errno as it was.
void wake_on(std::atomic<std::uint32_t>& word) noexcept {
  const int before = errno;
  futex(word, FUTEX_WAKE_PRIVATE, 1);
  errno = before;
}

}  // namespace csp::port
