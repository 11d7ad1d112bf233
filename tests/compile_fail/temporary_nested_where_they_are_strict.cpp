// expect: this compiler may destroy such a temporary twice
// only: !defined(__clang__) && __GNUC__ < 13
#define CSP_STRICT_TEMPORARIES 1
#include <csp/coop.hpp>
#include <string>

struct line {
  int number;
  std::string text;
};

struct page {
  line first;
  int lines;
};

csp::coop::process wrong(csp::coop::writer<page> out, std::string text) { co_await out.write(page{line{1, text}, 2}); }
