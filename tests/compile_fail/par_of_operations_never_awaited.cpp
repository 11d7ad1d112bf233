// expect: csp: a par does nothing until it is awaited
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::writer<int> left, csp::coop::writer<int> right) {
  csp::par(left.write(1), right.write(1));
  co_return;
}
