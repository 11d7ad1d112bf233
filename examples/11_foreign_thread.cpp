// A thread that is no process feeds a network: a driver's callback, a library's thread, a signal handler. Its end never
// waits; when the network is slower, it says so.
#include <csp/csp.hpp>
#include <cstdio>
#include <thread>
using csp::process, csp::reader, csp::writer;

namespace {

constexpr int samples = 1000;

using device_end = csp::interrupt_writer<int, csp::drops_newest<16>>;

// What it could not pass on it tries again; a real device would count it as lost.
void device(device_end& out, int& refused) {
  for (int n = 1; n <= samples;) {
    if (out.try_write(n) == csp::status::done) {
      ++n;
    } else {
      ++refused;
      std::this_thread::yield();
    }
  }
}

process adder(reader<int> in, long& sum) {
  for (int i = 0; i < samples; ++i) sum += co_await in.read();
}

process network(long& sum, bool& counted) {
  csp::channel<int> c;
  device_end end(c.writer());
  int refused = 0;
  std::thread foreign([&] { device(end, refused); });
  co_await csp::par(adder(c.reader(), sum));
  foreign.join();
  counted = end.dropped() == static_cast<std::uint32_t>(refused);
}

}  // namespace

int main() {
  long sum = 0;
  bool counted = false;
  const csp::outcome outcome = csp::run(network(sum, counted));
  std::printf("%ld\n", sum);
  return outcome && counted && sum == samples * (samples + 1L) / 2 ? 0 : 1;
}
