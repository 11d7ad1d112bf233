// The engine falls asleep: nobody can run.
#include <csp/port/idle.hpp>
#include <cstdlib>

#include "stop.hpp"

void stop_when_all_wait(unsigned) {}

// In place of the port's.
namespace csp::port {
void idle(sleeper&) noexcept { std::abort(); }
}  // namespace csp::port
