// expect: csp: yield does nothing until it is awaited
#include <csp/coop.hpp>

csp::coop::process wrong() {
  csp::yield();
  co_return;
}
