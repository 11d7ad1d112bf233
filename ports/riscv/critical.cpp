// Critical sections of RISC-V in machine mode: mstatus.MIE.
#include "csp/port/critical.hpp"

namespace csp::port {

std::uint32_t hold_interrupts() noexcept {
  std::uint32_t before;
  asm volatile("csrrci %0, mstatus, 8" : "=r"(before)::"memory");
  return before;
}

void release_interrupts(std::uint32_t before) noexcept {
  asm volatile("csrs mstatus, %0" ::"r"(before & 8) : "memory");
}

}  // namespace csp::port
