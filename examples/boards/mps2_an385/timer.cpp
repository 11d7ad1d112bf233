// The first timer of the AN385 (Arm, Cortex-M System Design Kit: APB timer), of 25 MHz.
#include "../board.hpp"
#include "nvic.hpp"

namespace board {
namespace {

struct registers {
  volatile std::uint32_t control;
  volatile std::uint32_t value;
  volatile std::uint32_t reload;
  volatile std::uint32_t interrupts;  // what is written is cleared
};
registers& timer() { return *reinterpret_cast<registers*>(0x40000000); }

using handler = void (*)();
constinit handler elapsed = nullptr;

}  // namespace

void every(std::uint32_t nanoseconds, void (*call)()) {
  timer().control = 0;
  timer().interrupts = 1;
  if (nanoseconds == 0) return;
  elapsed = call;
  timer().reload = nanoseconds / 40 - 1;
  timer().value = nanoseconds / 40 - 1;
  nvic::enable(nvic::timer);
  timer().control = 1 | 8;
}

extern "C" void on_timer() {
  timer().interrupts = 1;
  elapsed();
}

}  // namespace board
