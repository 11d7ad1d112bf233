// How much of this program stands in memory.
#pragma once
#include <cstddef>

namespace bench {

// Bytes, in whole pages. The kernel's own, such as the kernel stacks of threads, are not in it.
std::size_t resident_bytes();

}  // namespace bench
