// expect: csp: a result tells whether there is a bool, not which
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::reader<bool> in) {
  if (co_await in.next()) co_return;
}
