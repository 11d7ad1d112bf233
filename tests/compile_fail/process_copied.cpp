// expect: use of deleted function .*basic_process_of|call to implicitly-deleted copy constructor of
// 'csp::basic_process_of
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::process& first) { co_await csp::par(first, first); }
