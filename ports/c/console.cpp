// Reports go to standard error, where there is a C library and no Posix.
#include "csp/port/console.hpp"

#include <cstdio>

namespace csp::port {

[[gnu::weak]] void print(std::string_view text) noexcept {
  if (!text.empty()) std::fwrite(text.data(), 1, text.size(), stderr);
}

}  // namespace csp::port
