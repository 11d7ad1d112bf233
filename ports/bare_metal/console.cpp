// A port does not know what is connected to the chip: reports go nowhere until the application defines print() itself.
#include "csp/port/console.hpp"

namespace csp::port {

[[gnu::weak]] void print(std::string_view) noexcept {}

}  // namespace csp::port
