// What the debugger, or QEMU, was asked to hand to the program.
#pragma once
#include <cstddef>
#include <string_view>

#include "semihosting.hpp"

// Its words without the first, which is the program; kept in `place`. Empty when there are none or they do not fit.
template <std::size_t N>
std::string_view command_line(char (&place)[N]) {
  struct {
    char* text;
    std::size_t size;
  } block{place, N};
  if (board::semihosting::call(board::semihosting::request::get_cmdline, &block) != 0) return {};
  const std::string_view all(block.text, block.size);
  const std::size_t program = all.find(' ');
  return program == all.npos ? "" : std::string_view(all.begin() + program + 1, all.end());
}
