// expect: csp: a par does nothing until it is awaited
#include <csp/coop.hpp>

csp::coop::process child();
csp::coop::process wrong() {
  csp::par(child(), child());
  co_return;
}
