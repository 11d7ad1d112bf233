// expect: csp: the compiler cannot align such a payload
#include <csp/coop.hpp>

struct alignas(64) wide {
  int value;
};
auto wrong() { return csp::coop::make_channel<wide, csp::fifo<2>>(); }
