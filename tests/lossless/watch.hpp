// A network that hangs or crashes is a failure, too: its seed, which repeats it, is printed.
#pragma once
#include <cstdint>

namespace lossless {

// From now on the network of this seed may take a minute.
void watch(std::uint64_t seed);

}  // namespace lossless
