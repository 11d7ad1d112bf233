// Tutorial, chapter 3: waiting for whatever comes first. A monitor repairs a sensor that has fallen silent.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::writer;
using namespace std::chrono_literals;

// [sensor]
process sensor(writer<int> out, reader<void> repair) {
  for (int i = 0; i < 3; ++i) co_await out.write(i);
  co_await repair.read();  // until then it is silent
  for (int i = 3; i < 5; ++i) co_await out.write(i);
}
// [/sensor]

struct seen {
  int readings = 0;
  int repairs = 0;
};

// [monitor]
process_of<seen> monitor(reader<int> readings, writer<void> repair) {
  seen all;
  bool silent = false;
  csp::result<int> x = csp::status::would_wait;
  for (;;)
    switch (co_await csp::pri_alt(readings.into(x), csp::when(silent, repair.from()),
                                  csp::when(!silent, csp::after(20ms)))) {
      case 0:
        if (!x) co_return all;  // closed: the sensor has ended
        ++all.readings;
        silent = false;
        break;
      case 1:
        ++all.repairs;
        silent = false;
        break;
      case 2:
        silent = true;
    }
}
// [/monitor]

process_of<seen> network() {
  csp::channel<int> readings;
  csp::channel<void> repair;
  auto [source, all] =
      co_await csp::par(sensor(readings.writer(), repair.reader()), monitor(readings.reader(), repair.writer()));
  co_return *all;
}

int main() {
  const auto all = csp::run(network());
  if (!all) return 1;
  std::printf("%d readings, %d repair\n", (*all).readings, (*all).repairs);
  return (*all).readings == 5 && (*all).repairs == 1 ? 0 : 1;
}
