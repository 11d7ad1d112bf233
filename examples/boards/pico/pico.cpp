// A Raspberry Pi Pico, by pico-sdk. The console is its standard output, the serial line the first UART (pins 1 and 2),
// the light its LED.
#include <hardware/clocks.h>
#include <hardware/irq.h>
#include <hardware/structs/systick.h>
#include <hardware/sync.h>
#include <hardware/timer.h>
#include <hardware/uart.h>
#include <pico/stdlib.h>

#include <csp/port/console.hpp>
#include <csp/port/stop.hpp>

#include "board.hpp"

namespace board {

void say(std::string_view text) {
  for (const char letter : text) putchar_raw(letter);
}

// Nobody else learns the code: tools/pico reads it.
void exit(int code) {
  say("exit ");
  say(static_cast<std::uint32_t>(code));
  say("\n");
  stdio_flush();
  for (;;) __wfi();
}

void set_light(bool on) {
  if (gpio_get_function(PICO_DEFAULT_LED_PIN) != GPIO_FUNC_SIO) {
    gpio_init(PICO_DEFAULT_LED_PIN);
    gpio_set_dir(PICO_DEFAULT_LED_PIN, true);
  }
  gpio_put(PICO_DEFAULT_LED_PIN, on);
}

std::string_view what_is_counted() { return "cycles"; }
std::uint32_t counted_in_a_microsecond() { return clock_get_hz(clk_sys) / 1'000'000; }

// SysTick counts 24 bits of cycles; the timer's microseconds tell how many turns those are.
std::uint32_t begin_count() {
  const std::uint32_t about = time_us_32() * counted_in_a_microsecond();
  const std::uint32_t exactly = 0u - systick_hw->cvr;
  return about + static_cast<std::uint32_t>(static_cast<std::int32_t>((exactly - about) << 8) >> 8);
}
// Without what both take themselves, measured at the start.
static constinit std::uint32_t own_cost = 0;
std::uint32_t counted_since(std::uint32_t begin) { return begin_count() - begin - own_cost; }

namespace {

constinit serial line = {};
uart_inst_t* const uart = uart0;

// The transmitter's interrupt is wanted only while there may be more than it had room for.
void on_serial() {
  while (line.received && uart_is_readable(uart)) line.received(static_cast<std::uint8_t>(uart_get_hw(uart)->dr));
  bool more = line.next;
  for (std::uint8_t byte; more && uart_is_writable(uart) && (more = line.next(byte));) uart_get_hw(uart)->dr = byte;
  uart_get_hw(uart)->icr = UART_UARTICR_TXIC_BITS;
  uart_set_irqs_enabled(uart, line.received, more);
}

}  // namespace

void open(const serial& its) {
  line = its;
  uart_init(uart, 115'200);
  gpio_set_function(0, GPIO_FUNC_UART);
  gpio_set_function(1, GPIO_FUNC_UART);
  irq_set_exclusive_handler(UART0_IRQ, on_serial);
  irq_set_enabled(UART0_IRQ, true);
  uart_set_irqs_enabled(uart, its.received, false);
}

void close() {
  irq_set_enabled(UART0_IRQ, false);
  irq_remove_handler(UART0_IRQ, on_serial);
  uart_tx_wait_blocking(uart);
}

void send() { irq_set_pending(UART0_IRQ); }

namespace {

// By an alarm of the timer of its own: the SDK's repeating timers take a heap of alarms.
constinit int alarm = -1;
constinit std::uint64_t next_time = 0;
constinit std::uint32_t period = 0;
constinit void (*when_elapsed)() = nullptr;

void on_alarm(unsigned which) {
  if (period == 0) return;
  when_elapsed();
  do next_time += period;
  while (period != 0 && hardware_alarm_set_target(which, from_us_since_boot(next_time)));
}

}  // namespace

void every(std::uint32_t nanoseconds, void (*elapsed)()) {
  period = nanoseconds / 1000;
  when_elapsed = elapsed;
  if (period == 0) return;
  if (alarm < 0) {
    alarm = hardware_alarm_claim_unused(true);
    hardware_alarm_set_callback(static_cast<unsigned>(alarm), on_alarm);
  }
  next_time = time_us_64();
  do next_time += period;
  while (hardware_alarm_set_target(static_cast<unsigned>(alarm), from_us_since_boot(next_time)));
}

}  // namespace board

[[gnu::weak]] void csp::port::print(std::string_view text) noexcept { board::say(text); }
void csp::port::stop() noexcept { board::exit(1); }

// A program for a board has a main() of its own, which is called from here.
extern "C" int __real_main();
extern "C" int __wrap_main() {
  stdio_init_all();
  systick_hw->rvr = 0xffffff;
  systick_hw->csr = 5;  // on, by the processor's clock, without an interrupt
  board::own_cost = board::counted_since(board::begin_count());
  board::exit(__real_main());
}
