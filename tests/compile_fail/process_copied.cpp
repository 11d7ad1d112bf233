// expect: csp: a process is not copied but moved into a par
// 'csp::basic_process_of
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::process& first) { co_await csp::par(first, first); }
