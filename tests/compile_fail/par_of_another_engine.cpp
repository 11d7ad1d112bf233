// expect: csp: a par is awaited by a process of another engine
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::threads::process child();
csp::coop::process wrong() { co_await csp::par(child(), child()); }
