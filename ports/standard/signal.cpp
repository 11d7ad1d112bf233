// No signals: what a handler may do by the standard does not wake an engine.
#include "csp/port/signal.hpp"

namespace csp::port {

bool take_signal(int, void (*)(int)) noexcept { return false; }
bool give_back_signal(int) noexcept { return false; }

}  // namespace csp::port
