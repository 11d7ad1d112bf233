// Memory for frames: each thread keeps a few released blocks of each size at hand, the rest is the C library's.
// An application may define the two functions itself.
#include "csp/port/memory.hpp"

#include <cstdlib>
#include <new>

#include "csp/port/replaceable.hpp"

namespace csp::port {
namespace {

constexpr std::size_t grain = 64;
constexpr std::size_t sizes = 16;      // up to 1 KiB
constexpr unsigned kept_at_most = 32;  // of each size, by each thread

struct block {
  block* next;
};

struct free_list {
  block* first;
  unsigned room;  // 0 until the thread has promised to clean up
};

thread_local constinit free_list free_lists[sizes] = {};
thread_local constinit bool cleaned_up = false;

// Returns a thread's blocks when it ends; what is released after that goes to the C library at once.
struct thread_cleanup {
  thread_cleanup() = default;
  thread_cleanup(const thread_cleanup&) = delete;
  thread_cleanup& operator=(const thread_cleanup&) = delete;
  ~thread_cleanup() {
    cleaned_up = true;
    for (free_list& each : free_lists) {
      while (block* const b = each.first) {
        each.first = b->next;
        std::free(b);
      }
      each.room = 0;
    }
  }
};

[[gnu::noinline]] void release_without_room(free_list& to, block* b) {
  thread_local const thread_cleanup at_end;
  static_cast<void>(&at_end);
  if (to.first || cleaned_up) return std::free(b);
  b->next = nullptr;
  to = {b, kept_at_most - 1};
}

}  // namespace

CSP_REPLACEABLE void* allocate_frame(std::size_t bytes) noexcept {
  const std::size_t n = (bytes - 1) / grain;
  if (n >= sizes) return std::malloc(bytes);
  free_list& from = free_lists[n];
  block* const b = from.first;
  if (!b) return std::malloc((n + 1) * grain);
  from.first = b->next;
  ++from.room;
  return b;
}

CSP_REPLACEABLE void release_frame(void* frame, std::size_t bytes) noexcept {
  const std::size_t n = (bytes - 1) / grain;
  if (n >= sizes) return std::free(frame);
  free_list& to = free_lists[n];
  block* const b = ::new (frame) block{to.first};
  if (to.room == 0) return release_without_room(to, b);
  to.first = b;
  --to.room;
}

}  // namespace csp::port
