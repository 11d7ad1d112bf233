// A timer's interrupt and a process: how long until it runs, and how often the interrupt may come until values are
// dropped, with every one accounted for.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "figure.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[1024];

constexpr std::uint32_t samples = 200;
constexpr std::uint32_t millisecond = 1'000'000;
using ticks = csp::interrupt_writer<std::uint32_t, csp::drops_newest<8>>;

constinit ticks* to_network = nullptr;

// --- latency

void stamp() { (void)to_network->try_write(board::begin_count()); }

process measure_latency(reader<std::uint32_t> in, std::uint32_t& sum, std::uint32_t& worst) {
  for (std::uint32_t i = 0; i < samples; ++i) {
    const std::uint32_t latency = board::counted_since(co_await in.read());
    sum += latency;
    if (latency > worst) worst = latency;
  }
}

process latency(std::uint32_t& sum, std::uint32_t& worst) {
  csp::channel<std::uint32_t> c;
  ticks end(c.writer());
  to_network = &end;
  board::every(millisecond, stamp);
  co_await csp::par(measure_latency(c.reader(), sum, worst));
  board::every(0, nullptr);
}

// --- stress

// What the interrupt has sent, and what of it has come.
struct flow {
  std::uint32_t sent = 0;
  std::uint32_t arrived = 0;
  std::uint32_t dropped = 0;
  std::uint32_t last = 0;
  bool in_order = true;

  bool accounted() const { return in_order && arrived + dropped == sent; }
};

constexpr std::uint32_t messages = 10'000;
constinit flow* flowing = nullptr;

void send_next() {
  if (flowing->sent == messages) return;
  (void)to_network->try_write(++flowing->sent);
}

process count(reader<std::uint32_t> in, flow& f) {
  while (f.arrived + to_network->dropped() < messages) {
    const std::uint32_t x = co_await in.read();
    f.in_order = f.in_order && x > f.last;
    f.last = x;
    ++f.arrived;
  }
}

process stress(std::uint32_t nanoseconds, flow& f) {
  csp::channel<std::uint32_t> c;
  ticks end(c.writer());
  to_network = &end;
  flowing = &f;
  board::every(nanoseconds, send_next);
  co_await csp::par(count(c.reader(), f));
  board::every(0, nullptr);
  f.dropped = end.dropped();
}

// The shortest period at which nothing is dropped, and then one at which much is.
void measure_stress() {
  std::uint32_t shortest = 0;
  for (std::uint32_t period = 2'000; period >= 200; period -= 40) {
    flow f;
    if (!csp::run(stress(period, f)) || !f.accounted()) board::exit(1);
    if (f.dropped == 0) shortest = period;
    if (f.dropped > messages / 10) break;
  }
  bench::figure("instructions between interrupts, nothing dropped", shortest);
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  std::uint32_t sum = 0, worst = 0;
  if (!csp::run(latency(sum, worst))) return 1;
  bench::figure("interrupt to process", sum / samples);
  bench::figure("interrupt to process, worst", worst);
  measure_stress();
  return 0;
}
