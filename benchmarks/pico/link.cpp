// A value over a link to the other core: one after the other, and there and back.
#include "core1.hpp"
#include "figure.hpp"

namespace {

constexpr std::uint32_t count = 10'000;

core0::process write_all(core0::writer<std::uint32_t> out) {
  for (std::uint32_t i = 0; i < count; ++i) co_await out.write(i);
}
core1::process read_all(core1::reader<std::uint32_t> in, core1::writer<std::uint32_t> sum_to) {
  std::uint32_t sum = 0;
  while (const auto x = co_await in.next()) sum += *x;
  co_await sum_to.write(sum);
}
core0::process one_way(core0::writer<std::uint32_t> out, core0::reader<std::uint32_t> sum_from, std::uint32_t& sum) {
  co_await csp::par(write_all(std::move(out)));
  sum = co_await sum_from.read();
}

core0::process ask(core0::writer<std::uint32_t> out, core0::reader<std::uint32_t> in, std::uint32_t& sum) {
  for (std::uint32_t i = 0; i < count; ++i) {
    co_await out.write(i);
    sum += co_await in.read();
  }
}
core1::process reply(core1::reader<std::uint32_t> in, core1::writer<std::uint32_t> out) {
  for (;;) co_await out.write(co_await in.read());
}

csp::link<std::uint32_t> there;
csp::link<std::uint32_t, 16, core1::engine, core0::engine> back;
csp::link<std::uint32_t> asked;
csp::link<std::uint32_t, 16, core1::engine, core0::engine> replied;

void run_core1() {
  static_cast<void>(csp::run(read_all(there.reader(), back.writer())));
  static_cast<void>(csp::run(reply(asked.reader(), replied.writer())));
}

void measure(std::string_view name, core0::process network, const std::uint32_t& sum) {
  const std::uint32_t before = board::begin_count();
  static_cast<void>(csp::run(std::move(network)));
  const std::uint32_t cost = board::counted_since(before);
  if (sum != count * (count - 1) / 2) board::exit(1);
  bench::figure(name, cost / count);
}

}  // namespace

int main() {
  multicore_launch_core1(run_core1);
  std::uint32_t sum = 0, echoed = 0;
  measure("value over a link", one_way(there.writer(), back.reader(), sum), sum);
  measure("value over a link and back", ask(asked.writer(), replied.reader(), echoed), echoed);
  return 0;
}
