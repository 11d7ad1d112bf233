// A pin from outside, through its interrupt and a channel, to the light: for `--pin` and `--watch`.
#include <hardware/gpio.h>

#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

alignas(std::max_align_t) static std::byte memory[512];
constinit csp::port::frame_pool csp::port::frames(memory);

static constexpr unsigned button = 15;
static constinit csp::interrupt_writer<bool>* pressed = nullptr;

static csp::process follow(csp::reader<bool> in) {
  for (;;) board::set_light(co_await in.read());
}
static csp::process program() {
  csp::channel<bool> c;
  csp::interrupt_writer<bool> end(c.writer());
  pressed = &end;
  gpio_init(button);
  gpio_set_irq_enabled_with_callback(button, GPIO_IRQ_EDGE_RISE | GPIO_IRQ_EDGE_FALL, true,
                                     [](uint, std::uint32_t) { (void)pressed->try_write(gpio_get(button)); });
  board::say("ready\n");
  co_await follow(c.reader());
}

int main() { csp::run(program()); }
