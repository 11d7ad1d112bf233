// Memory for frames under WASI: the C library's.
#include "csp/port/memory.hpp"

#include <cstdlib>

#include "csp/port/replaceable.hpp"

namespace csp::port {

CSP_REPLACEABLE void* allocate_frame(std::size_t bytes) noexcept { return std::malloc(bytes); }
CSP_REPLACEABLE void release_frame(void* frame, std::size_t) noexcept { std::free(frame); }

}  // namespace csp::port
