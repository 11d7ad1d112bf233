// What the programs here ask of a board. Each board has a folder with its start-up, its linker script and this.
#pragma once
#include <cstdint>
#include <string_view>

namespace board {

// Ends the program; in an emulator with that exit code.
[[noreturn]] void exit(int code);

// To the console: that of the debugger, or of the SDK. At once, and never from an interrupt.
void say(std::string_view text);
void say(std::uint32_t number);

void set_light(bool on);

// Counts instructions, under QEMU with -icount shift=0; on a Pico cycles. Where the board's counter has larger steps,
// both wait for the next one, which is not counted. It wraps at 32 bits.
std::uint32_t begin_count();
std::uint32_t counted_since(std::uint32_t begin);
std::string_view what_is_counted();
std::uint32_t counted_in_a_microsecond();

// The serial line. Both are called by its interrupts: with each byte that has come, and for the next one to send.
// Either may be missing.
struct serial {
  void (*received)(std::uint8_t byte);
  bool (*next)(std::uint8_t& byte);  // false: there is none now
};
void open(const serial& line);
void close();
// There is something to send: next() will be called.
void send();

// A timer that is none of csp's calls `elapsed` from its interrupt, again and again after so many nanoseconds; 0 stops
// it. Rounded to what the timer can.
void every(std::uint32_t nanoseconds, void (*elapsed)());

}  // namespace board
