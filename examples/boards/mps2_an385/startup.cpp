// From reset to main() on the MPS2 AN385. No static constructors: the linker script refuses them.
#include <csp/port/cortex_m.hpp>
#include <cstdint>

#include "../board.hpp"

extern "C" {
extern std::uint32_t data_begin[], data_end[], bss_begin[], bss_end[];
extern const std::uint32_t data_in_flash[];
extern char top_of_stack[];
int program() asm("main");  // which C++ itself may not call

// [reset]
[[noreturn]] void reset() {
  const std::uint32_t* from = data_in_flash;
  for (std::uint32_t* to = data_begin; to != data_end;) *to++ = *from++;
  for (std::uint32_t* to = bss_begin; to != bss_end;) *to++ = 0;
  csp::port::start_clock(25);
  board::exit(program());
}
// [/reset]

// A fault, or an interrupt that nobody handles.
void unexpected() { board::exit(2); }

// Whoever uses the device defines the handler.
[[gnu::weak, gnu::alias("unexpected")]] void on_serial_received();
[[gnu::weak, gnu::alias("unexpected")]] void on_serial_sent();
[[gnu::weak, gnu::alias("unexpected")]] void on_timer();
// [systick]
void on_systick() { csp::port::clock_interrupt(); }
// [/systick]
}

namespace {

using handler = void (*)();

struct vector_table {
  char* stack = top_of_stack;
  handler reset_handler = reset;
  handler faults[13] = {unexpected, unexpected, unexpected, unexpected, unexpected, unexpected, unexpected,
                        unexpected, unexpected, unexpected, unexpected, unexpected, unexpected};
  handler systick = on_systick;
  handler serial_received = on_serial_received;
  handler serial_sent = on_serial_sent;
  handler others[8] = {unexpected, unexpected, unexpected, unexpected, unexpected, unexpected, unexpected, unexpected};
  handler timer = on_timer;
};

[[gnu::section(".vectors"), gnu::used]] constinit const vector_table vectors;

}  // namespace
