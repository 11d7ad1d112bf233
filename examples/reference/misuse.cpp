// Reference: misuse. An application that defines the function replaces the port's own.
#include <csp/csp.hpp>
#include <cstdio>
#include <cstdlib>

// [misuse]
void csp::misuse(std::string_view rule, std::string_view subject, unsigned line) noexcept {
  std::printf("broken: %.*s: %.*s:%u\n", static_cast<int>(rule.size()), rule.data(), static_cast<int>(subject.size()),
              subject.data(), line);
  std::_Exit(0);  // a device would reset; this program shows that it came here
}
// [/misuse]

csp::process uses_what_was_given_up(csp::writer<int> out) {
  out.retire();
  co_await out.write(1);
}

int main() {
  csp::channel<int> c;
  csp::run(uses_what_was_given_up(c.writer()));
  return 1;
}
