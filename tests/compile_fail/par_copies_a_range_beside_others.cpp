// expect: csp: a process is not copied but moved into a par
#include <csp/coop.hpp>
#include <vector>

csp::coop::process other();
csp::coop::process wrong(std::vector<csp::coop::process> workers) { co_await csp::par(other(), workers); }
