// A choice: whichever comes first, a value or the end of patience. What was not chosen has taken nothing, so that no
// reading is lost when the watch gives up waiting.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;
using namespace std::chrono_literals;

namespace {

process sensor(writer<int> out, reader<void> again) {
  for (int x = 1; x <= 3; ++x) co_await out.write(x);
  co_await again.read();  // silent until the watch has noticed
  co_await out.write(4);
}

struct log_book {
  int sum = 0;
  int silences = 0;
};

// Ends with the sensor: a loop with a timeout stops with its network.
process watch(reader<int> in, writer<void> again, log_book& log) {
  for (int x = 0;;) switch (co_await csp::pri_alt(in.into(x), csp::after(20ms))) {
      case 0:
        std::printf("reading %d\n", x);
        log.sum += x;
        break;
      case 1:
        std::puts("silence");
        ++log.silences;
        static_cast<void>(again.try_write());  // if the sensor is there to hear it
    }
}

process network(log_book& log) {
  csp::channel<int> readings;
  csp::channel<void> again;
  co_await csp::par(sensor(readings.writer(), again.reader()), watch(readings.reader(), again.writer(), log));
}

}  // namespace

int main() {
  log_book log;
  return csp::run(network(log)) && log.sum == 1 + 2 + 3 + 4 && log.silences > 0 ? 0 : 1;
}
