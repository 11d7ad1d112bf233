// What `tools/pico/run --flash` has put into the last sector of the flash, which is else erased.
#pragma once
#include <hardware/regs/addressmap.h>
#include <pico.h>

#include <algorithm>
#include <cstddef>
#include <string_view>

// Its words, up to the end of the line. Empty when there are none.
template <std::size_t N>
std::string_view command_line(char (&)[N]) {
  constexpr std::size_t sector = 4096, last = PICO_FLASH_SIZE_BYTES - sector;
  const auto* const words = reinterpret_cast<const char*>(XIP_BASE + last);
  const auto* const end = std::find(words, words + N, '\n');
  return end == words + N ? std::string_view() : std::string_view(words, end);
}
