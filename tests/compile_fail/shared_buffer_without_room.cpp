// expect: csp: a buffer has room for one value at least
#include <csp/coop.hpp>

auto wrong() { return csp::coop::make_channel<int, csp::fifo<0>>(); }
