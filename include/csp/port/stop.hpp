// What becomes of a microcontroller after a broken rule.
#pragma once

namespace csp::port {

// Called when a broken rule has been printed; never returns. The port's own holds interrupts off and stays, for a
// debugger to look at; an application that defines it itself resets instead, or makes outputs safe.
[[noreturn]] void stop() noexcept;

}  // namespace csp::port
