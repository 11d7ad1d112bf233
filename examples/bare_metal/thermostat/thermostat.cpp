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

// [received]
void on_byte(std::uint8_t b) {
  static constinit bool lost = false;
  if (lost && received_bytes->try_write(gap) != csp::status::done) return;
  lost = received_bytes->try_write(b) != csp::status::done;
}
// [/received]

// [sent]
bool next_byte(std::uint8_t& b) {
  const auto next = bytes_to_send->try_read();
  if (next) b = *next;
  all_sent = next.status() == csp::status::closed;
  return static_cast<bool>(next);
}
// [/sent]

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

class controller {
 public:
  void measured(int thousandths) {
    temperature_ = thousandths;
    recovered_ = recovered_ || !known_;
    known_ = true;
    regulate();
  }
  void sensor_is_silent() {
    known_ = false;
    ++alarms_;
    alarm_ = true;
    regulate();
  }
  void minute_is_over() {
    ++minutes_;
    report_ = true;
  }

  text answer(const command& c) {
    text line;
    if (c.what <= command::stop) ++accepted_;
    switch (c.what) {
      case command::set:
        target_ = c.degrees;
        regulate();
        return line << "ok set " << c.degrees;
      case command::get:
        return tell(line << "ok get ");
      case command::stop:
        return line << "ok stop after " << accepted_ << " commands";
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

  // What it has to say by itself; empty when there is nothing.
  text news() {
    text line;
    if (std::exchange(alarm_, false)) return line << "alarm " << alarms_ << ": no sample for a second";
    if (std::exchange(recovered_, false)) return line << "sensor works";
    if (std::exchange(report_, false)) return tell(line << "minute " << minutes_ << ": ");
    return line;
  }

 private:
  void regulate() const {
    const bool heats = known_ && temperature_ < 1000 * target_;
    house.heated = heats;
    board::set_light(heats);
  }

  text& tell(text& to) const {
    to << "temperature ";
    if (known_) {
      to << temperature_ / 1000 << "." << temperature_ / 100 % 10;
    } else {
      to << "unknown";
    }
    return to << " target " << target_ << (house.heated ? " heating" : " idle");
  }

  int target_ = 20;
  int temperature_ = 0;                                      // in thousandths
  bool known_ = false;                                       // there was a sample in the last second
  bool alarm_ = false, recovered_ = false, report_ = false;  // still to be told
  int alarms_ = 0;
  int minutes_ = 0;
  int accepted_ = 0;
};

// While a line waits to be told, no command is taken; but the heater is looked after all the time.
process control(reader<command> commands, reader<int> temperatures, writer<text> out, csp::channel<int>& measuring) {
  constexpr std::chrono::seconds second(1), minute(60);
  controller thermostat;
  command c;
  int temperature = 0;
  text line;
  csp::turn turn;  // neither commands nor the sensor keep the other waiting
  auto next_minute = csp::clock::now() + minute;
  auto silence = csp::clock::now() + second;
  for (;;) {
    const bool idle = line.empty();
    switch (co_await csp::fair_alt(turn, csp::when(idle, commands.into(c)), csp::when(!idle, out.from(line)),
                                   temperatures.into(temperature), csp::at(next_minute), csp::at(silence))) {
      case 0:
        line = thermostat.answer(c);
        break;
      case 1:
        if (c.what == command::stop) {
          house.heated = false;
          measuring.poison();  // it may wait for a sensor that has stopped
          co_return;
        }
        line.clear();
        break;
      case 2:
        silence = csp::clock::now() + second;
        thermostat.measured(temperature);
        break;
      case 3:
        next_minute += minute;
        thermostat.minute_is_over();
        break;
      default:
        silence += 1000 * second;  // one alarm is enough
        thermostat.sensor_is_silent();
    }
    if (line.empty()) line = thermostat.news();
  }
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
  board::close();
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() { return csp::run(thermostat()) ? 0 : 1; }
