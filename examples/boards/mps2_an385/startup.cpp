// From reset to main() on the MPS2 AN385. No static constructors: the linker script refuses them.
#include <csp/port/cortex_m.hpp>
#include <cstring>

#include "../board.hpp"

extern "C" {
extern char data_begin[], data_end[], data_in_flash[], bss_begin[], bss_end[], top_of_stack[];
int program() asm("main");  // which C++ itself may not call

[[noreturn]] void reset() {
  std::memcpy(data_begin, data_in_flash, static_cast<std::size_t>(data_end - data_begin));
  std::memset(bss_begin, 0, static_cast<std::size_t>(bss_end - bss_begin));
  csp::port::start_clock(25);
  board::exit(program());
}

void unexpected() {
  board::say("a fault, or an interrupt that nobody handles\n");
  board::exit(2);
}

// Whoever uses the device defines the handler.
[[gnu::weak, gnu::alias("unexpected")]] void on_serial_received();
[[gnu::weak, gnu::alias("unexpected")]] void on_serial_sent();
[[gnu::weak, gnu::alias("unexpected")]] void on_timer();
void on_systick() { csp::port::clock_interrupt(); }
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
  handler others[6] = {unexpected, unexpected, unexpected, unexpected, unexpected, unexpected};
  handler timer = on_timer;
};

[[gnu::section(".vectors"), gnu::used]] constinit const vector_table vectors;

}  // namespace
