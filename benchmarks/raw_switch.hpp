// The raw coroutine switch: two coroutines that resume each other by symmetric transfer.
#pragma once
#include "yardstick.hpp"

namespace bench {

// ns for one switch from a coroutine to the other.
double raw_switch();

inline constexpr yardstick switch_yardstick{"switch", raw_switch};

}  // namespace bench
