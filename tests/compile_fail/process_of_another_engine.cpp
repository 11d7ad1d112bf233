// expect: csp: a process calls a process of another engine
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::threads::process callee();
csp::coop::process wrong() { co_await callee(); }
