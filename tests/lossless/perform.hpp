// Runs a network as it is written.
#pragma once
#include "actor.hpp"

namespace lossless {

csp::process direct(stage& on);

// Runs the network to its end.
story run(const network& n);

}  // namespace lossless
