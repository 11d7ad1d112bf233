// Runs a network as it is written.
#pragma once
#include "context.hpp"

namespace lossless {

csp::process first_process(fixture& on);

// Runs the network to its end.
trace run(const network& n);

// A process on coop that has called often lets others run at a call. Not at the next one: a step begins in one piece.
void stay_ahead();

}  // namespace lossless
