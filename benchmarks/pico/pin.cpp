// A pin that changes, by its interrupt to a process that waits for it: from the first instruction of the handler.
#include <hardware/gpio.h>

#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "figure.hpp"

namespace {

alignas(std::max_align_t) std::byte memory[512];

constexpr unsigned pin = 15;
constexpr std::uint32_t edges = 20;  // as tools/benchmarking/pico.py makes

constinit csp::interrupt_writer<std::uint32_t>* changed = nullptr;

void on_pin() {
  const std::uint32_t now = board::begin_count();
  gpio_acknowledge_irq(pin, GPIO_IRQ_EDGE_RISE | GPIO_IRQ_EDGE_FALL);
  (void)changed->try_write(now);
}

csp::process wait(csp::reader<std::uint32_t> in, std::uint32_t& sum, std::uint32_t& worst) {
  for (std::uint32_t i = 0; i < edges; ++i) {
    const std::uint32_t cost = board::counted_since(co_await in.read());
    sum += cost;
    if (cost > worst) worst = cost;
  }
}
csp::process all(std::uint32_t& sum, std::uint32_t& worst) {
  csp::channel<std::uint32_t> c;
  csp::interrupt_writer<std::uint32_t> end(c.writer());
  changed = &end;
  gpio_init(pin);
  irq_set_exclusive_handler(IO_IRQ_BANK0, on_pin);
  gpio_set_irq_enabled(pin, GPIO_IRQ_EDGE_RISE | GPIO_IRQ_EDGE_FALL, true);
  irq_set_enabled(IO_IRQ_BANK0, true);
  co_await wait(c.reader(), sum, worst);
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  std::uint32_t sum = 0, worst = 0;
  if (!csp::run(all(sum, worst))) return 1;
  bench::figure("pin's interrupt to process", sum / edges);
  bench::figure("pin's interrupt to process, worst", worst);
  return 0;
}
