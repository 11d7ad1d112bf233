// expect: is awaited where it is made, without a name
#include <csp/coop.hpp>

csp::coop::process wrong(csp::coop::reader<int> in) {
  auto read = in.next().within(std::chrono::milliseconds(1));
  static_cast<void>(co_await read);
}
