// expect: csp: a par is awaited where it is made
#include <csp/coop.hpp>

inline csp::coop::channel<int> c;
csp::coop::process wrong() {
  auto kept = csp::par(c.read(), c.read());
  co_await kept;
}
