// expect: csp: this value can only be moved: send\(std::move\(value\)\)
#include <csp/coop.hpp>
#include <memory>

csp::coop::process wrong(csp::coop::writer<std::unique_ptr<int>> out) {
  auto value = std::make_unique<int>(1);
  (void)co_await out.send(value);
}
