// expect: could not convert|no matching function for call to 'consumer'
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::coop::process consumer(csp::coop::reader<int> in);
csp::coop::process wrong(csp::threads::channel<int>& c) { co_await consumer(c.reader()); }
