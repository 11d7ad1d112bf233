// The console of the debugger, for programs and for csp's own messages.
#include <csp/port/console.hpp>
#include <csp/port/stop.hpp>

#include "board.hpp"
#include "semihosting.hpp"

namespace board {

void say(std::string_view text) {
  char piece[32];
  while (!text.empty()) {
    const std::size_t n = text.copy(piece, sizeof piece - 1);
    piece[n] = '\0';
    semihosting::call(semihosting::request::write0, piece);
    text.remove_prefix(n);
  }
}

void exit(int code) {
  const std::uint32_t reason_and_code[2] = {0x20026, static_cast<std::uint32_t>(code)};
  semihosting::call(semihosting::request::exit_extended, reason_and_code);
  for (;;) asm volatile("");
}

std::string_view what_is_counted() { return "instructions"; }
std::uint32_t counted_in_a_microsecond() { return 1000; }

}  // namespace board

// [hooks]
[[gnu::weak]] void csp::port::print(std::string_view text) noexcept { board::say(text); }
void csp::port::stop() noexcept { board::exit(1); }
// [/hooks]
