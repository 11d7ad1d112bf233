// expect: discards qualifiers|rvalue ref-qualifier
#include <csp/coop.hpp>

int f();
csp::status wrong(csp::coop::writer<int>& out) {
  auto send = out.send(f());
  return send.wait();
}
