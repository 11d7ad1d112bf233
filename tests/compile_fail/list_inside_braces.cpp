// expect: array used as initializer
// only: !defined(__clang__) && __GNUC__ < 13
#include <csp/coop.hpp>
#include <string>
#include <vector>

struct listed {
  int number;
  std::vector<int> list;
};

csp::coop::process wrong(csp::coop::writer<listed> out) { co_await out.write({1, {1, 2, 3}}); }
