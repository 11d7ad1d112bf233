// expect: no member named 'read'
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::writer<int> out) { (void)co_await out.read(); }
