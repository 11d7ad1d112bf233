// The other half of a program, see caller.cpp.
#include <csp/csp.hpp>

csp::process_of<int> sum(csp::reader<int> in) {
  int total = 0;
  while (auto x = co_await in.next()) total += *x;
  co_return total;
}

csp::process nothing() { co_return; }
