// Memory for frames from the C library. An application may define the two functions itself.
#include "csp/port/memory.hpp"

#include <cstdlib>

namespace csp::port {

[[gnu::weak]] void* allocate_frame(std::size_t bytes) noexcept { return std::malloc(bytes); }
[[gnu::weak]] void release_frame(void* frame, std::size_t) noexcept { std::free(frame); }

}  // namespace csp::port
