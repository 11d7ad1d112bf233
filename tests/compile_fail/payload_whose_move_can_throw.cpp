// expect: csp: a payload must be movable and destructible without throwing
#include <csp/coop.hpp>

struct fragile {
  fragile(fragile&&) {}
};
csp::coop::channel<fragile> wrong;
