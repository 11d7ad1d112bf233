// Blinks, and listens: every byte on the serial line makes it blink twice as fast, down to 16 times a second, and then
// slowly again.
#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::reader, csp::writer;
using namespace std::chrono_literals;

// [pool]
alignas(std::max_align_t) static std::byte memory[512];
constinit csp::port::frame_pool csp::port::frames(memory);
// [/pool]

using button = csp::interrupt_writer<std::uint8_t>;
static constinit button* pressed = nullptr;

process blink(reader<std::uint8_t> in) {
  std::uint8_t byte = 0;
  bool on = false;
  for (auto half = 512ms;;) switch (co_await csp::pri_alt(in.into(byte), csp::after(half))) {
      case 0:
        half = half > 32ms ? half / 2 : 512ms;
        break;
      case 1:
        board::set_light(on = !on);
    }
}

process program() {
  csp::channel<std::uint8_t> bytes;
  button end(bytes.writer());
  pressed = &end;
  board::open({.received = [](std::uint8_t byte) { (void)pressed->try_write(byte); }, .next = {}});
  co_await blink(bytes.reader());
}

int main() { csp::run(program()); }
