// expect: is awaited where it is made, without a name
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::reader<int> in) {
  int x = 0;
  auto choice = csp::pri_alt(in.into(x));
  co_await choice;
  co_await choice;
}
