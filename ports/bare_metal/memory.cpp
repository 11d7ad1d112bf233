// Memory for frames: the pool that the application defines.
#include "csp/port/memory.hpp"

#include "csp/port/frame_pool.hpp"

namespace csp::port {

[[gnu::weak]] void* allocate_frame(std::size_t bytes) noexcept { return frames.allocate(bytes); }
[[gnu::weak]] void release_frame(void* frame, std::size_t bytes) noexcept { frames.release(frame, bytes); }

}  // namespace csp::port
