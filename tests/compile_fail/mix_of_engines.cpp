// expect: csp: a choice mixes guards of different engines
#include <csp/coop.hpp>
#include <csp/threads.hpp>
#include <vector>

csp::coop::process wrong(csp::threads::reader<int> in, std::vector<csp::coop::guard_of<int>> guards) {
  int x = 0;
  co_await csp::pri_alt(guards, in.into(x));
}
