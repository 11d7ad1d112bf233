// Critical sections of FreeRTOS: interrupts that may call the kernel are held off.
#include "csp/port/critical.hpp"

#include <atomic>
#include <csp/port/freertos.hpp>

namespace csp::port {

// The compiler, which may look in here, moves nothing out of what stands between them.
std::uint32_t hold_interrupts() noexcept {
  const std::uint32_t before = portSET_INTERRUPT_MASK_FROM_ISR();
  std::atomic_signal_fence(std::memory_order_seq_cst);
  return before;
}
void release_interrupts([[maybe_unused]] std::uint32_t before) noexcept {
  std::atomic_signal_fence(std::memory_order_seq_cst);
  portCLEAR_INTERRUPT_MASK_FROM_ISR(before);
}

}  // namespace csp::port
