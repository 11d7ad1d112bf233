// expect: csp: a process does nothing until it is started or awaited
#include <csp/coop.hpp>

csp::coop::process child();
csp::coop::process wrong() {
  child();
  co_return;
}
