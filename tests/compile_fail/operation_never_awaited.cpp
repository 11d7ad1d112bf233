// expect: csp: an operation does nothing until it is awaited
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::writer<int> out) {
  out.write(1);
  co_return;
}
