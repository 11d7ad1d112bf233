// The port's two functions for the memory of frames, replaced by some that remember.
#include "frame_size.hpp"

#include <atomic>
#include <csp/port/memory.hpp>
#include <cstdlib>

namespace {

std::atomic<std::size_t> last = 0;  // relaxed: it orders nothing

}  // namespace

namespace bench {

std::size_t last_frame() { return last.load(std::memory_order_relaxed); }

}  // namespace bench

namespace csp::port {

void* allocate_frame(std::size_t bytes) noexcept {
  last.store(bytes, std::memory_order_relaxed);
  return std::malloc(bytes);
}

void release_frame(void* frame, std::size_t) noexcept { std::free(frame); }

}  // namespace csp::port
