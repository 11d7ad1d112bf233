// The interrupt controller of virt (RISC-V Platform-Level Interrupt Controller), for hart 0 in machine mode.
#pragma once
#include <cstdint>

namespace board::plic {

enum : std::uint32_t { serial = 10, timer = 11 };

inline volatile std::uint32_t& at(std::uint32_t offset) {
  return *reinterpret_cast<volatile std::uint32_t*>(0x0c000000 + offset);
}

inline void enable(std::uint32_t device) {
  at(4 * device) = 1;  // its priority
  at(0x2000) = at(0x2000) | 1u << device;
  asm volatile("csrs mie, %0" ::"r"(1u << 11));
}
inline std::uint32_t claim() { return at(0x200004); }
inline void complete(std::uint32_t device) { at(0x200004) = device; }

}  // namespace board::plic
