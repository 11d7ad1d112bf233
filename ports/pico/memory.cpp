// Memory for frames on a Pico: a pool for each core, that the application defines.
#include "csp/port/memory.hpp"

#include <pico.h>

#include "csp/core/diagnostics/misuse.hpp"
#include "csp/port/pico.hpp"

namespace csp::port {
namespace {

frame_pool& pool() {
  if (get_core_num() == 0) return frames;
  if (!&frames_of_core1) misuse("a network on core 1 needs the pool csp::port::frames_of_core1", "frame_pool", 0);
  return frames_of_core1;
}

}  // namespace

[[gnu::weak]] void* allocate_frame(std::size_t bytes) noexcept { return pool().allocate(bytes); }
[[gnu::weak]] void release_frame(void* frame, std::size_t bytes) noexcept {
  frame_pool& own = pool();
  if (!own.has(frame))
    misuse("a process, or a channel of make_channel, ends on a core that has not made it", "frame_pool", 0);
  own.release(frame, bytes);
}

}  // namespace csp::port
