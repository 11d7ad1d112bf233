// Critical sections of Cortex-M: PRIMASK.
#include "csp/port/critical.hpp"

namespace csp::port {

std::uint32_t hold_interrupts() noexcept {
  std::uint32_t before;
  asm volatile("mrs %0, primask\n cpsid i" : "=r"(before)::"memory");
  return before;
}

void release_interrupts(std::uint32_t before) noexcept { asm volatile("msr primask, %0" ::"r"(before) : "memory"); }

}  // namespace csp::port
