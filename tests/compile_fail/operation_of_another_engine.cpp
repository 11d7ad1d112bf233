// expect: csp: an operation is awaited by a process of another engine
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::coop::process wrong(csp::threads::reader<int> in) { (void)co_await in.read(); }
