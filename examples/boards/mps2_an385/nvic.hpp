// The interrupt controller of Cortex-M.
#pragma once
#include <cstdint>

namespace board::nvic {

enum : std::uint32_t { serial_received = 0, serial_sent = 1, timer = 10 };

inline void enable(std::uint32_t interrupt) {
  *reinterpret_cast<volatile std::uint32_t*>(0xE000E100) = 1u << interrupt;
}
inline void pend(std::uint32_t interrupt) { *reinterpret_cast<volatile std::uint32_t*>(0xE000E200) = 1u << interrupt; }

}  // namespace board::nvic
