// expect: csp: a program has at most 16 coop engines
#include <csp/coop_on.hpp>

csp::coop_on<16>::process wrong() { co_return; }
