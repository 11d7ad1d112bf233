// From a timer's interrupt to the process that waits for it: instructions, by way of the task that serves interrupts.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "../bare_metal/figure.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[16 * 1024];

constexpr std::uint32_t samples = 200;
constexpr std::uint32_t millisecond = 1'000'000;
using ticks = csp::interrupt_writer<std::uint32_t, csp::drops_newest<8>>;

constinit ticks* to_network = nullptr;

void stamp() { (void)to_network->try_write(board::begin_count()); }

process measure_latency(reader<std::uint32_t> in, std::uint32_t& sum) {
  for (std::uint32_t i = 0; i < samples; ++i) sum += board::counted_since(co_await in.read());
}

process latency(std::uint32_t& sum) {
  csp::channel<std::uint32_t> c;
  ticks end(c.writer());
  to_network = &end;
  board::every(millisecond, stamp);
  co_await csp::par(measure_latency(c.reader(), sum));
  board::every(0, nullptr);
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  std::uint32_t sum = 0;
  if (!csp::run(latency(sum))) return 1;
  bench::figure("interrupt to process", sum / samples);
  return 0;
}
