// expect: csp: overwrite_oldest has 65 534 places at most
#include <csp/coop.hpp>

csp::coop::channel<char, csp::overwrite_oldest<65535>> wrong;
