// expect: csp: the compiler cannot align such a payload in a coroutine's frame
#include <csp/coop.hpp>

struct alignas(64) line {
  char bytes[64];
};
csp::coop::channel<line> wrong;
