// The first UART of the AN385 (Arm, Cortex-M System Design Kit: APB UART).
#include "../board.hpp"
#include "nvic.hpp"

namespace board {
namespace {

struct registers {
  volatile std::uint32_t data;
  volatile std::uint32_t state;  // 1: no room to send; 2: a byte has come
  volatile std::uint32_t control;
  volatile std::uint32_t interrupts;  // 1: sent; 2: received; what is written is cleared
  volatile std::uint32_t divisor;
};
registers& uart() { return *reinterpret_cast<registers*>(0x40004000); }

constinit serial line = {};

}  // namespace

void open(const serial& its) {
  line = its;
  uart().divisor = 16;
  uart().control = 1 | (its.next ? 4 : 0) | (its.received ? 2 | 8 : 0);
  nvic::enable(nvic::serial_received);
  nvic::enable(nvic::serial_sent);
}

void close() { uart().control = 0; }

void send() { nvic::pend(nvic::serial_sent); }

extern "C" void on_serial_received() {
  uart().interrupts = 2;
  while (uart().control & 8 && uart().state & 2) line.received(static_cast<std::uint8_t>(uart().data));
}

extern "C" void on_serial_sent() {
  uart().interrupts = 1;
  for (std::uint8_t byte; uart().control & 4 && !(uart().state & 1) && line.next(byte);) uart().data = byte;
}

}  // namespace board
