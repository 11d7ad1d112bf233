// expect: this compiler may destroy such a temporary twice
// only: !defined(__clang__) && __GNUC__ < 13
#define CSP_STRICT_TEMPORARIES 1
#include <array>
#include <csp/coop.hpp>
#include <string>

using both = std::array<std::string, 2>;

csp::coop::process wrong(csp::coop::writer<both> out, std::string text) { co_await out.write(both{text, text}); }
