// What a host offers besides: to be asked by a signal. No engine needs it, and no board has it.
#pragma once

namespace csp::port {

// From now on `handler` is called on this signal, and system calls that it interrupts go on. False when the system
// refuses, or when it is taken already.
bool take_signal(int signal, void (*handler)(int)) noexcept;
// What was there before it was taken is there again. False when it was not taken.
bool give_back_signal(int signal) noexcept;

}  // namespace csp::port
