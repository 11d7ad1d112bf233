// The UART of virt, a 16550.
#include "../board.hpp"
#include "plic.hpp"

namespace board {
namespace {

struct registers {
  volatile std::uint8_t data;
  volatile std::uint8_t interrupts;  // 1: for a byte that has come; 2: when there is room to send
  volatile std::uint8_t fifo;
  volatile std::uint8_t format;
  volatile std::uint8_t modem;
  volatile std::uint8_t state;  // 1: a byte has come; 0x20: there is room to send
};
registers& uart() { return *reinterpret_cast<registers*>(0x10000000); }

constinit serial line = {};

}  // namespace

void open(const serial& its) {
  line = its;
  uart().format = 3;
  uart().fifo = 1;
  uart().interrupts = its.received ? 1 : 0;
  plic::enable(plic::serial);
}

void close() { uart().interrupts = 0; }

// There is room as a rule: the interrupt comes at once.
void send() { uart().interrupts = uart().interrupts | 2; }

extern "C" void on_serial() {
  while (uart().interrupts & 1 && uart().state & 1) line.received(uart().data);
  for (std::uint8_t byte; uart().interrupts & 2 && uart().state & 0x20;) {
    if (line.next(byte)) {
      uart().data = byte;
    } else {
      uart().interrupts = uart().interrupts & 1;
    }
  }
}

}  // namespace board
