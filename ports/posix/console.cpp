// Reports go to standard error, past the C library: its lock may be held when a debugger asks for one.
#include "csp/port/console.hpp"

#include <unistd.h>

#include <cerrno>

#include "csp/port/replaceable.hpp"

namespace csp::port {

CSP_REPLACEABLE void print(std::string_view text) noexcept {
  while (!text.empty()) {
    const ssize_t written = ::write(STDERR_FILENO, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace csp::port
