// Sends back each byte that comes over the serial line, but for those that found no room. When as many have come as
// were agreed on, it tells on the console how many it was, and ends.
#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::reader, csp::writer;
using byte = std::uint8_t;
using namespace std::chrono_literals;

#ifndef CSP_TEST_MEMORY
#define CSP_TEST_MEMORY 1024
#endif

namespace {

alignas(std::max_align_t) std::byte memory[CSP_TEST_MEMORY];

constexpr std::uint32_t agreed = 50'000;
constexpr byte ready = 0xff;  // the first byte that it sends: the line is open

using receive_end = csp::interrupt_writer<byte, csp::drops_newest<32>>;
using transmit_end = csp::interrupt_reader<byte, 16>;

constinit receive_end* received_bytes = nullptr;
constinit transmit_end* bytes_to_send = nullptr;
volatile std::uint32_t received = 0;
volatile bool all_sent = false;

void on_byte(byte b) {
  (void)received_bytes->try_write(b);
  received = received + 1;
}

bool next_byte(byte& b) {
  const auto next = bytes_to_send->try_read();
  if (next) b = *next;
  all_sent = next.status() == csp::status::closed;
  return static_cast<bool>(next);
}

process echo(reader<byte> in, writer<byte> out, std::uint32_t& echoed) {
  co_await out.write(ready);
  board::send();
  std::uint32_t before = 0;  // that had come when the time was over the last time: what came since may be on its way
  for (byte b = 0;;) switch (co_await csp::pri_alt(in.into(b), csp::after(10ms))) {
      case 0:
        co_await out.write(b);
        board::send();
        ++echoed;
        break;
      case 1:
        if (before == agreed) co_return;
        before = received;
    }
}

process network(std::uint32_t& echoed, std::uint32_t& dropped) {
  csp::channel<byte> in, out;
  receive_end from_line(in.writer());
  transmit_end to_line(out.reader());
  received_bytes = &from_line;
  bytes_to_send = &to_line;
  board::open({.received = on_byte, .next = next_byte});
  co_await csp::par(echo(in.reader(), out.writer(), echoed));
  for (board::send(); !all_sent; board::send()) co_await csp::yield();
  board::close();
  dropped = from_line.dropped();
}

void tell(std::string_view what, std::uint32_t number) {
  board::say(what);
  board::say(number);
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  std::uint32_t echoed = 0, dropped = 0;
  if (!csp::run(network(echoed, dropped))) return 1;
  tell("received ", received);
  tell(" echoed ", echoed);
  tell(" dropped ", dropped);
  board::say("\n");
  return 0;
}
