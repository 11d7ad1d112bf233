// expect: csp: this value can only be moved: try_write\(std::move\(value\)\)
#include <csp/coop.hpp>
#include <memory>

void wrong(csp::coop::channel<std::unique_ptr<int>>& c) {
  auto value = std::make_unique<int>(1);
  (void)c.try_write(value);
}
