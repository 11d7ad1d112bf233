// expect: use of deleted function.*braces_die_twice_in_a_co_await_use_csp_made
// only: !defined(__clang__) && __GNUC__ < 13
#include <csp/coop.hpp>
#include <string>

struct line {
  int number;
  std::string text;
};

csp::coop::process wrong(csp::coop::writer<line> out, std::string text) { co_await csp::pri_alt(out.from({1, text})); }
