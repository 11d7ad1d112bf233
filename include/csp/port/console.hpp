// What reports ask of a platform: somewhere to write.
#pragma once
#include <string_view>

namespace csp::port {

// Part of a line of text, or the end of one. From any thread, never from an interrupt. An application that defines it
// itself replaces the port's own.
void print(std::string_view text) noexcept;

}  // namespace csp::port
