// One line of the console for each figure, which ./bench reads.
#pragma once
#include <board.hpp>

namespace bench {

inline void figure(std::string_view name, std::uint32_t value) {
  board::say(name);
  board::say(": ");
  board::say(value);
  board::say("\n");
}

}  // namespace bench
