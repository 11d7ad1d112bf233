// The registers of SysTick, a timer of 24 bits that counts down and starts again by itself.
#pragma once
#include <cstdint>

namespace csp::port {

struct systick {
  volatile std::uint32_t control;
  volatile std::uint32_t reload;
  volatile std::uint32_t current;  // what is written here is 0

  static systick& here() { return *reinterpret_cast<systick*>(0xE000E010); }
  static constexpr std::uint32_t longest_turn = 1u << 24;

  // Of the processor's clock, with interrupts.
  void start() {
    reload = longest_turn - 1;
    current = 0;
    control = 7;
  }

  // A turn begins, of so many cycles, at least 2. All that follow are of the longest, however long their interrupt is
  // held off: short ones would go by uncounted.
  void turn(std::uint32_t cycles) {
    reload = cycles - 1;
    current = 0;
    while (!current) {
    }
    reload = longest_turn - 1;
  }

  static volatile std::uint32_t& interrupt_control() { return *reinterpret_cast<volatile std::uint32_t*>(0xE000ED04); }
  static bool pending() { return interrupt_control() & 1u << 26; }
  static void forget_pending() { interrupt_control() = 1u << 25; }
};

}  // namespace csp::port
