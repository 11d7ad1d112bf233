// The floor of threads that wait by yielding: two of them on one core, taking turns with sched_yield.
#pragma once
#include "yardstick.hpp"

namespace bench {

// ns for one switch from a thread to the other; the program stays on one core.
double yield_ping_pong();

inline constexpr yardstick yield_yardstick{"yield", yield_ping_pong};

}  // namespace bench
