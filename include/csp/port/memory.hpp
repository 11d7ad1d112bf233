// What an engine asks of a platform: memory for the frames of processes.
#pragma once
#include <cstddef>

namespace csp::port {

// Called by every engine for each frame. An application that defines the two itself (a static pool)
// replaces the port's own; on `threads` they are called from several threads at once.
// Returns null when there is none left; never throws. Aligned for any fundamental type.
void* allocate_frame(std::size_t bytes) noexcept;
void release_frame(void* frame, std::size_t bytes) noexcept;

}  // namespace csp::port
