// expect: cannot convert|no viable conversion
#include <csp/coop.hpp>
#include <vector>

csp::coop::process wrong(csp::coop::reader<int> in, std::vector<csp::coop::guard_of<int>> guards) {
  int x = 0;
  const unsigned which = co_await csp::pri_alt(guards, in.into(x));
  static_cast<void>(which);
}
