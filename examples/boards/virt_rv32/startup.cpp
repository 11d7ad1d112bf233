// From reset to main() on QEMU's virt, and its interrupts. No static constructors: the linker script refuses them.
#include <csp/port/riscv.hpp>
#include <cstdint>

#include "../board.hpp"
#include "plic.hpp"

extern "C" {
extern std::uint32_t bss_begin[], bss_end[];
int program() asm("main");  // which C++ itself may not call

// A fault, or an interrupt that nobody handles.
void unexpected() { board::exit(2); }

// Whoever uses the device defines the handler.
[[gnu::weak, gnu::alias("unexpected")]] void on_serial();
[[gnu::weak, gnu::alias("unexpected")]] void on_timer();

[[gnu::interrupt("machine"), gnu::aligned(4)]] void on_trap() {
  constexpr std::uint32_t timer = 0x80000007, external = 0x8000000b;
  std::uint32_t cause;
  asm volatile("csrr %0, mcause" : "=r"(cause));
  if (cause == timer) return csp::port::clock_interrupt();
  if (cause != external) return unexpected();
  const std::uint32_t device = board::plic::claim();
  (device == board::plic::serial ? on_serial : device == board::plic::timer ? on_timer : unexpected)();
  board::plic::complete(device);
}

// [start]
[[noreturn]] void start() {
  for (std::uint32_t* to = bss_begin; to != bss_end;) *to++ = 0;
  asm volatile("csrw mtvec, %0" ::"r"(on_trap));
  csp::port::start_clock({.time = reinterpret_cast<volatile std::uint32_t*>(0x0200bff8),
                          .compare = reinterpret_cast<volatile std::uint32_t*>(0x02004000),
                          .megahertz = 10});
  asm volatile("csrsi mstatus, 8");
  board::exit(program());
}
// [/start]

[[gnu::naked, gnu::section(".reset")]] void reset() { asm volatile("la sp, top_of_stack\n j start"); }
}
