// expect: no member named 'write'
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::reader<int> in) { co_await in.write(1); }
