// What of the AN385 is no driver of its own: the counter, the light, semihosting.
#include "../board.hpp"
#include "../semihosting.hpp"

namespace board {
namespace {

// The system control of the FPGA: LEDs, and a counter of 25 MHz, which is 40 instructions a step.
volatile std::uint32_t& fpga(std::uint32_t offset) {
  return *reinterpret_cast<volatile std::uint32_t*>(0x40028000 + offset);
}

// Reads the counter until it steps, in turns of three instructions.
std::uint32_t at_next_step(std::uint32_t& turns) {
  const std::uint32_t first = fpga(0x18);
  std::uint32_t now, n = 0;
  asm volatile(
      "0: adds %1, #1\n"
      "ldr %0, [%2, #0x18]\n"
      "cmp %0, %3\n"
      "beq 0b\n"
      : "=&l"(now), "+l"(n)
      : "l"(&fpga(0)), "l"(first)
      : "cc");
  turns = n;
  return 40 * now;
}

std::uint32_t since(std::uint32_t begin) {
  std::uint32_t turns;
  const std::uint32_t end = at_next_step(turns);
  return end - 4 * turns - begin;
}

}  // namespace

std::uint32_t begin_count() {
  std::uint32_t turns;
  return at_next_step(turns);
}

std::uint32_t counted_since(std::uint32_t begin) {
  const std::uint32_t counted = since(begin);
  const std::uint32_t nothing = since(begin_count());
  return counted - nothing;
}

void set_light(bool on) { fpga(0) = on; }

std::uint32_t semihosting::call(request what, const void* argument) {
  register std::uint32_t r0 asm("r0") = static_cast<std::uint32_t>(what);
  register const void* r1 asm("r1") = argument;
  asm volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
  return r0;
}

}  // namespace board
