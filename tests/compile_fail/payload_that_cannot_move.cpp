// expect: csp: a payload must be movable and destructible without throwing
#include <csp/coop.hpp>

struct fixed {
  fixed(const fixed&) = delete;
};
csp::coop::channel<fixed> wrong;
