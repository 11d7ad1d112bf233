// expect: csp: an operation does nothing until it is awaited
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::reader<int> in) {
  in.next();
  co_return;
}
