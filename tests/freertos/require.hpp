// A test of a board says what does not hold, and ends.
#pragma once
#include <board.hpp>

inline void require(bool holds, std::string_view what) {
  if (holds) return;
  board::say("does not hold: ");
  board::say(what);
  board::say("\n");
  board::exit(1);
}
