// expect: array used as initializer
// only: !defined(__clang__) && __GNUC__ < 13
#include <csp/coop.hpp>
#include <vector>

csp::coop::process wrong(csp::coop::writer<std::vector<int>> out) { co_await out.write({1, 2, 3}); }
