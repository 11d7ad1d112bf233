// A broken rule is printed, and the program aborts.
#include "csp/core/diagnostics/misuse.hpp"

#include <cstdio>
#include <cstdlib>

#include "csp/port/replaceable.hpp"

namespace csp {

CSP_REPLACEABLE [[noreturn]] void misuse(std::string_view rule, std::string_view subject, unsigned line) noexcept {
  std::fprintf(stderr, "csp: %.*s", static_cast<int>(rule.size()), rule.data());
  if (!subject.empty()) std::fprintf(stderr, ": %.*s", static_cast<int>(subject.size()), subject.data());
  if (line) std::fprintf(stderr, ":%u", line);
  std::fputc('\n', stderr);
  std::abort();
}

}  // namespace csp
