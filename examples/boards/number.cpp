// A number on the console, of whichever board.
#include "board.hpp"

namespace board {

void say(std::uint32_t number) {
  char digits[10];
  char* at = digits + sizeof digits;
  do *--at = static_cast<char>('0' + number % 10);
  while (number /= 10);
  say({at, static_cast<std::size_t>(digits + sizeof digits - at)});
}

}  // namespace board
