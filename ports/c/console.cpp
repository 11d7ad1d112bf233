// Reports go to standard error, where there is a C library and no Posix.
#include "csp/port/console.hpp"

#include <cstdio>

#include "csp/port/replaceable.hpp"

namespace csp::port {

CSP_REPLACEABLE void print(std::string_view text) noexcept {
  if (!text.empty()) std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace csp::port
