// expect: csp: a par is awaited where it is made
#include <csp/coop.hpp>

csp::coop::process child();
csp::coop::process wrong() {
  auto kept = csp::par(child(), child());
  co_await kept;
}
