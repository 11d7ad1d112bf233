// expect: use of deleted function.*braces_die_twice_in_a_co_await_use_csp_made
// only: !defined(__clang__) && __GNUC__ < 13
#include <csp/coop.hpp>
#include <string>

struct line {
  int number;
  std::string text;
};

csp::coop::process wrong(csp::coop::writer<line> out, std::string text) { (void)co_await out.send({1, text}); }
