// expect: this compiler may destroy such a temporary twice
// only: !defined(__clang__) && __GNUC__ < 13
#define CSP_STRICT_TEMPORARIES 1
#include <csp/coop.hpp>
#include <string>

struct line {
  int number;
  std::string text;
};

csp::coop::process wrong(csp::coop::writer<line> out, std::string text) { (void)co_await out.send(line{1, text}); }
