// A network that hangs is a failure, too: it is given up after a while, with the seed that repeats it.
#pragma once
#include <cstdint>

namespace lossless {

// From now on the network of this seed may take a minute.
void watch(std::uint64_t seed);

}  // namespace lossless
