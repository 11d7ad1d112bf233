// expect: array used as initializer|internal compiler error
// only: !defined(__clang__) && __GNUC__ < 14
#include <csp/coop.hpp>
#include <string>
#include <vector>

csp::coop::process wrong(csp::coop::writer<std::string> out, std::string text) {
  co_await out.write(std::vector<std::string>{text, text}[0]);
}
