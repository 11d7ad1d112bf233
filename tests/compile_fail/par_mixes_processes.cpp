// expect: csp: a par mixes processes of different engines
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::coop::process one();
csp::threads::process other();
csp::coop::process wrong() { co_await csp::par(one(), other()); }
