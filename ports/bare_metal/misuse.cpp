// A broken rule is printed, and the processor stops.
#include "csp/core/diagnostics/misuse.hpp"

#include "csp/port/console.hpp"
#include "csp/port/critical.hpp"
#include "csp/port/stop.hpp"

namespace csp {
namespace {

void print_number(unsigned n) {
  char digits[10];
  char* at = digits + sizeof digits;
  do *--at = static_cast<char>('0' + n % 10);
  while (n /= 10);
  port::print({at, static_cast<std::size_t>(digits + sizeof digits - at)});
}

}  // namespace

[[noreturn, gnu::weak]] void misuse(std::string_view rule, std::string_view subject, unsigned line) noexcept {
  port::print("csp: ");
  port::print(rule);
  if (!subject.empty()) {
    port::print(": ");
    port::print(subject);
  }
  if (line) {
    port::print(":");
    print_number(line);
  }
  port::print("\n");
  port::stop();
}

[[noreturn, gnu::weak]] void port::stop() noexcept {
  hold_interrupts();
  for (;;) asm volatile("");
}

}  // namespace csp

// The compiler's tables of virtual functions name it; nothing calls it.
extern "C" [[noreturn, gnu::weak]] void __cxa_pure_virtual() { csp::port::stop(); }
