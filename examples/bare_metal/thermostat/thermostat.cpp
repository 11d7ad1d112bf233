// A thermostat: a timer's interrupt samples a sensor, and commands come over the serial line.
//
//   timer -> filter -> average -> control -> reporter -> serial line
//   serial line -> lines ----------^
//
// Commands are `set N`, in degrees, `get` and `stop`. Every line is answered, in order. Without a sample for a second
// the heater is switched off.
#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "command.hpp"
#include "room.hpp"
#include "text.hpp"

using csp::process, csp::reader, csp::writer;
using namespace std::chrono_literals;

namespace {

alignas(std::max_align_t) std::byte memory[3072];

// --- interrupts

using byte = std::uint16_t;
constexpr byte gap = 0x100;  // stands where bytes were lost

using sample_end = csp::interrupt_writer<int, csp::keeps_latest>;
using receive_end = csp::interrupt_writer<byte, csp::drops_newest<64>>;
using transmit_end = csp::interrupt_reader<std::uint8_t, 32>;

constinit sample_end* samples = nullptr;
constinit receive_end* received_bytes = nullptr;
constinit transmit_end* bytes_to_send = nullptr;
constinit room house;
volatile bool all_sent = false;

void on_tick() {
  house.pass();
  if (house.sensor_works()) (void)samples->try_write(house.measured());
}

void on_byte(std::uint8_t b) {
  static constinit bool lost = false;
  if (lost && received_bytes->try_write(gap) != csp::status::done) return;
  lost = received_bytes->try_write(b) != csp::status::done;
}

bool next_byte(std::uint8_t& b) {
  const auto next = bytes_to_send->try_read();
  if (next) b = *next;
  all_sent = next.status() == csp::status::closed;
  return static_cast<bool>(next);
}

// --- measuring

// The middle one of three: a single sample that is far off does no harm.
process filter(reader<int> in, writer<int> out) {
  int a = co_await in.read();
  int b = co_await in.read();
  for (;;) {
    const int c = co_await in.read();
    const int low = a < b ? a : b, high = a < b ? b : a;
    co_await out.write(c < low ? low : c > high ? high : c);
    a = b;
    b = c;
  }
}

process average(reader<int> in, writer<int> out) {
  int mean = co_await in.read();
  for (;;) {
    mean += (co_await in.read() - mean) / 8;
    co_await out.write(mean);
  }
}

// --- commands

// Makes lines of bytes and commands of lines.
process lines(reader<byte> in, writer<command> out) {
  text line;
  bool incomplete = false;
  for (;;) {
    const byte b = co_await in.read();
    if (b == gap) incomplete = true;
    if (b != '\n') {
      if (b != '\r' && b < gap) {
        const char letter = static_cast<char>(b);
        line << std::string_view(&letter, 1);
      }
      continue;
    }
    const command c = incomplete    ? command{command::incomplete}
                      : line.full() ? command{command::too_long}
                                    : parsed(line.view());
    co_await out.write(c);
    if (c.what == command::stop) co_return;
    line.clear();
    incomplete = false;
  }
}

// --- control

struct state {
  int target = 20;
  int temperature = 0;  // in thousandths
  bool known = false;   // there was a sample in the last second
  int minutes = 0;
  int accepted = 0;

  void regulate() const {
    const bool heats = known && temperature < 1000 * target;
    house.heated = heats;
    board::set_light(heats);
  }
};

text& operator<<(text& to, const state& now) {
  if (now.known) {
    to << "temperature " << now.temperature / 1000 << "." << now.temperature / 100 % 10;
  } else {
    to << "temperature unknown";
  }
  return to << " target " << now.target << (house.heated ? " heating" : " idle");
}

text answer(const command& c, state& now) {
  text line;
  if (c.what <= command::stop) ++now.accepted;
  switch (c.what) {
    case command::set:
      now.target = c.degrees;
      now.regulate();
      return line << "ok set " << c.degrees;
    case command::get:
      return line << "ok get " << now;
    case command::stop:
      return line << "ok stop after " << now.accepted << " commands";
    case command::unknown:
      return line << "error: no such command; there are set N, get, stop";
    case command::no_number:
      return line << "error: set wants a number of degrees";
    case command::out_of_range:
      return line << "error: " << c.degrees << " degrees are not between " << lowest << " and " << highest;
    case command::too_long:
      return line << "error: the line is too long";
    case command::incomplete:
      return line << "error: bytes were lost, the line is ignored";
  }
  return line;
}

process control(reader<command> commands, reader<int> temperatures, writer<text> out, csp::channel<int>& measuring) {
  constexpr csp::clock::duration second(1'000'000), minute(60'000'000);
  state now;
  command c;
  csp::turn turn;  // neither a flood of commands nor the sensor keeps the other waiting
  auto next_report = csp::clock::now() + minute;
  auto next_sample = csp::clock::now() + second;
  do {
    text line;
    switch (co_await csp::fair_alt(turn, commands.into(c), temperatures.into(now.temperature), csp::at(next_report),
                                   csp::at(next_sample))) {
      case 0:
        line = answer(c, now);
        break;
      case 1:
        next_sample = csp::clock::now() + second;
        if (!now.known) line << "sensor works";
        now.known = true;
        now.regulate();
        break;
      case 2:
        next_report += minute;
        line << "minute " << ++now.minutes << ": " << now;
        break;
      default:
        next_sample += 1000 * second;  // the alarm is given once
        line << "alarm: no sample for a second";
        now.known = false;
        now.regulate();
    }
    if (!line.view().empty()) co_await out.write(line);
  } while (c.what != command::stop);
  house.heated = false;
  measuring.poison();  // it may wait for a sensor that has stopped
}

// --- reports

// Waits as long as the line is busy, and with it whoever has something to tell.
process reporter(reader<text> in, writer<std::uint8_t> out) {
  while (const auto line = co_await in.next()) {
    text ended = *line;
    ended << "\n";
    for (const char letter : ended.view()) {
      co_await out.write(static_cast<std::uint8_t>(letter));
      board::send();
    }
  }
}

process thermostat() {
  csp::channel<int> measured, filtered, averaged;
  csp::channel<byte> received;
  csp::channel<command> commands;
  csp::channel<text> reports;
  csp::channel<std::uint8_t> sent;
  sample_end from_sensor(measured.writer());
  receive_end from_line(received.writer());
  transmit_end to_line(sent.reader());
  samples = &from_sensor;
  received_bytes = &from_line;
  bytes_to_send = &to_line;
  board::open({.received = on_byte, .next = next_byte});
  board::every(100'000'000, on_tick);

  co_await csp::par(filter(measured.reader(), filtered.writer()), average(filtered.reader(), averaged.writer()),
                    lines(received.reader(), commands.writer()),
                    control(commands.reader(), averaged.reader(), reports.writer(), measured),
                    reporter(reports.reader(), sent.writer()));

  for (board::send(); !all_sent; board::send()) co_await csp::sleep_for(1ms);
  board::every(0, nullptr);
  board::open({});
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() { return csp::run(thermostat()) ? 0 : 1; }
