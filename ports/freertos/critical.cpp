// Critical sections of FreeRTOS: interrupts that may call the kernel are held off.
#include "csp/port/critical.hpp"

#include <csp/port/freertos.hpp>

namespace csp::port {

std::uint32_t hold_interrupts() noexcept { return portSET_INTERRUPT_MASK_FROM_ISR(); }
void release_interrupts([[maybe_unused]] std::uint32_t before) noexcept { portCLEAR_INTERRUPT_MASK_FROM_ISR(before); }

}  // namespace csp::port
