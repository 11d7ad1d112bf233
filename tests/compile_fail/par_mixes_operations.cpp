// expect: csp: a par mixes operations of different engines
#include <csp/coop.hpp>
#include <csp/threads.hpp>

csp::coop::process wrong(csp::coop::writer<int> one, csp::threads::writer<int> other) {
  co_await csp::par(one.write(1), other.write(1));
}
