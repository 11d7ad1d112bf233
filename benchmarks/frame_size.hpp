// How large a process's frame is: a program that links this has its frames from here, not from the port.
#pragma once
#include <cstddef>

namespace bench {

// Bytes of the frame that was made last.
std::size_t last_frame();

}  // namespace bench
