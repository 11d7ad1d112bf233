// What the programs here ask of a board. Each board has a folder with its start-up, its linker script and this.
#pragma once
#include <cstdint>
#include <string_view>

namespace board {

// Ends the program; under QEMU with that exit code.
[[noreturn]] void exit(int code);

// To the console of the debugger, which is QEMU's own. At once, and never from an interrupt.
void say(std::string_view text);
void say(std::uint32_t number);

// Instructions that were executed, under QEMU with -icount shift=0. It wraps at 32 bits, and may go in steps of 40.
std::uint32_t instructions();

// The serial line. Both are called by its interrupts: with each byte that has come, and for the next one to send.
struct serial {
  void (*received)(std::uint8_t byte);
  bool (*next)(std::uint8_t& byte);  // false: there is none now
};
void open(const serial& line);
// There is something to send: next() will be called.
void send();

// A timer that is none of csp's calls `elapsed` from its interrupt, again and again after so many microseconds; 0 stops
// it.
void every(std::uint32_t microseconds, void (*elapsed)());

// Sleeps are none of the board's: csp::sleep_for.
void set_light(bool on);

}  // namespace board
