// A broken rule is printed, and the program aborts.
#include "csp/core/diagnostics/misuse.hpp"

#include <Arduino.h>

#include <cstdlib>

#include "csp/port/console.hpp"

namespace csp {

[[noreturn, gnu::weak]] void misuse(std::string_view rule, std::string_view subject, unsigned line) noexcept {
  port::print("csp: ");
  port::print(rule);
  if (!subject.empty()) {
    port::print(": ");
    port::print(subject);
  }
  if (line) {
    port::print(":");
    Serial.print(line);
  }
  port::print("\n");
  Serial.flush();
  std::abort();
}

}  // namespace csp
