// Replaces the port's memory for frames in the whole test program.
#include "frames.hpp"

#include <csp/port/memory.hpp>
#include <cstdlib>

namespace csp::port {

void* allocate_frame(std::size_t bytes) noexcept {
  if (frames::left == 0) return nullptr;
  if (frames::left > 0) --frames::left;
  ++frames::out;
  ++frames::allocated;
  return std::malloc(bytes);
}

void release_frame(void* frame, std::size_t) noexcept {
  if (frames::on_release) frames::on_release();
  --frames::out;
  std::free(frame);
}

}  // namespace csp::port
