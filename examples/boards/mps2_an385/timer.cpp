// The dual timer of the AN385 (Arm, Cortex-M System Design Kit: APB dual timer), of 25 MHz, one shot at a time:
// QEMU 7.2 with -icount sleep=off lets two periods of a periodic timer pass while the processor sleeps.
#include "../board.hpp"
#include "nvic.hpp"

namespace board {
namespace {

struct registers {
  volatile std::uint32_t load;  // what is written begins a shot
  volatile std::uint32_t value;
  volatile std::uint32_t control;
  volatile std::uint32_t interrupts;  // what is written clears it
};
registers& timer() { return *reinterpret_cast<registers*>(0x40002000); }

using handler = void (*)();
constinit handler elapsed = nullptr;
constinit std::uint32_t period = 0;

void shoot() {
  constexpr std::uint32_t one_shot = 1, of_32_bits = 2, interrupts = 0x20, on = 0x80;
  timer().control = 0;
  timer().load = period;
  timer().control = one_shot | of_32_bits | interrupts | on;
}

}  // namespace

void every(std::uint32_t nanoseconds, void (*call)()) {
  timer().control = 0;
  timer().interrupts = 1;
  period = nanoseconds / 40;
  if (period == 0) return;
  elapsed = call;
  nvic::enable(nvic::timer);
  shoot();
}

extern "C" void on_timer() {
  timer().interrupts = 1;
  if (period != 0) shoot();
  elapsed();
}

}  // namespace board
