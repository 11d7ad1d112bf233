// A Raspberry Pi Pico, by pico-sdk. The console is its standard output, the serial line the first UART (pins 1 and 2),
// the light its LED.
#include <hardware/clocks.h>
#include <hardware/irq.h>
#include <hardware/sync.h>
#include <hardware/uart.h>
#include <pico/stdlib.h>

#include <csp/port/console.hpp>
#include <csp/port/stop.hpp>

#include "board.hpp"

namespace board {

void say(std::string_view text) {
  for (const char letter : text) putchar_raw(letter);
}

void say(std::uint32_t number) {
  char digits[10];
  char* at = digits + sizeof digits;
  do *--at = static_cast<char>('0' + number % 10);
  while (number /= 10);
  say({at, static_cast<std::size_t>(digits + sizeof digits - at)});
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

// The timer counts microseconds; in cycles of the processor.
std::uint32_t begin_count() { return time_us_32(); }
std::uint32_t counted_since(std::uint32_t begin) { return (time_us_32() - begin) * (clock_get_hz(clk_sys) / 1'000'000); }

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

void every(std::uint32_t nanoseconds, void (*elapsed)()) {
  static constinit repeating_timer_t timer = {};
  cancel_repeating_timer(&timer);
  if (nanoseconds == 0) return;
  const auto call = [](repeating_timer_t* which) {
    reinterpret_cast<void (*)()>(which->user_data)();
    return true;
  };
  add_repeating_timer_us(-static_cast<std::int64_t>(nanoseconds / 1000), call, reinterpret_cast<void*>(elapsed), &timer);
}

}  // namespace board

[[gnu::weak]] void csp::port::print(std::string_view text) noexcept { board::say(text); }
void csp::port::stop() noexcept { board::exit(1); }

// A program for a board has a main() of its own, which is called from here.
extern "C" int __real_main();
extern "C" int __wrap_main() {
  stdio_init_all();
  board::exit(__real_main());
}
