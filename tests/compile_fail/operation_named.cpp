// expect: is awaited where it is made, without a name
#include <csp/coop.hpp>

int f();
csp::coop::process wrong(csp::coop::writer<int> out) {
  auto write = out.write(f());
  co_await write;
}
