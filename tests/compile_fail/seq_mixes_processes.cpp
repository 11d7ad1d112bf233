// expect: csp: a process calls a process of another engine
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::coop::process one();
csp::threads::process other();
csp::coop::process wrong() { co_await csp::seq(one(), other()); }
