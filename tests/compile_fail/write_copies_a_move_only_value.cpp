// expect: csp: this value can only be moved: write\(std::move\(value\)\)
#include <csp/coop.hpp>
#include <memory>

csp::coop::process wrong(csp::coop::writer<std::unique_ptr<int>> out) {
  auto value = std::make_unique<int>(1);
  co_await out.write(value);
}
