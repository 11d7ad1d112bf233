// The engine that a program is linked with: how much it is given to do, where, and what it is compared with.
#pragma once
#include <span>

#include "yardstick.hpp"

namespace bench::setting {

extern const char* const engine;
extern const int messages;       // of CommsTime in one round: some hundredths of a second
extern const int selects;        // of a choice in one round
extern const int firings;        // of timers
extern const int longest_sleep;  // microseconds
extern const int processes;      // that wait at the same time

std::span<const int> timers();  // so many at the same time, one after the other
std::span<const yardstick> yardsticks();

// Puts the program where the figures of its engine are defined. Called before anything is measured.
void take_place();

}  // namespace bench::setting
