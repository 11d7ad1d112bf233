// Memory for frames, and for tasks with their stacks: the pool that the application defines. One task at a time.
#include "csp/port/memory.hpp"

#include <csp/port/suspended_scheduler.hpp>

#include "csp/port/frame_pool.hpp"

namespace csp::port {

[[gnu::weak]] void* allocate_frame(std::size_t bytes) noexcept {
  const suspended_scheduler alone;
  return frames.allocate(bytes);
}
[[gnu::weak]] void release_frame(void* frame, std::size_t bytes) noexcept {
  const suspended_scheduler alone;
  frames.release(frame, bytes);
}

[[gnu::weak]] void* allocate_task(std::size_t bytes) noexcept { return allocate_frame(bytes); }
[[gnu::weak]] void release_task(void* task, std::size_t bytes) noexcept { release_frame(task, bytes); }

}  // namespace csp::port
