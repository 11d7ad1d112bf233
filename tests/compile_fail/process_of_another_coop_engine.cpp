// expect: csp: a process calls a process of another engine
#include <csp/coop_on.hpp>

csp::coop_on<1>::process other();
csp::coop::process wrong() { co_await other(); }
