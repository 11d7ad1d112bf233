// expect: use of deleted function .*basic_channel|call to implicitly-deleted copy constructor of 'csp::coop::channel
#include <csp/coop.hpp>

csp::coop::channel<int> first;
csp::coop::channel<int> wrong = first;
