// What of the AN385 is not a driver of its own: the counter, the light, semihosting.
#include "../board.hpp"
#include "../semihosting.hpp"

namespace board {
namespace {

// AN385, FPGA system control: LEDs and a counter of 25 MHz, which is 40 instructions a step.
volatile std::uint32_t& fpga(std::uint32_t offset) {
  return *reinterpret_cast<volatile std::uint32_t*>(0x40028000 + offset);
}

}  // namespace

std::uint32_t instructions() { return 40 * fpga(0x18); }

void set_light(bool on) { fpga(0) = on; }

std::uint32_t semihosting::call(request what, const void* argument) {
  register std::uint32_t r0 asm("r0") = static_cast<std::uint32_t>(what);
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

}  // namespace board
