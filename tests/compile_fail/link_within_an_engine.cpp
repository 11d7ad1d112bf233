// expect: csp: a link connects two engines; in the network of one, use a channel
#include <csp/link.hpp>

csp::link<int, 4, csp::coop::engine, csp::coop_on<0>::engine> wrong;
