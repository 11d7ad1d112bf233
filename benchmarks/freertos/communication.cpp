// What processes in tasks of FreeRTOS cost, and what FreeRTOS alone costs, in the same image: instructions.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "../bare_metal/figure.hpp"
#include "raw.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[64 * 1024];

constexpr std::uint32_t rounds = 1'000;

// --- CommsTime

process prefix(int first, reader<int> in, writer<int> out) {
  co_await out.write(first);
  for (;;) co_await out.write(co_await in.read());
}
process delta(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await left.write(x);
    co_await right.write(x);
  }
}
process successor(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(1 + co_await in.read());
}
process consumer(reader<int> in, std::uint32_t& cost) {
  co_await in.read();
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) co_await in.read();
  cost = board::counted_since(before) / (4 * rounds);
}
process commstime(std::uint32_t& cost) {
  csp::channel<int> a, b, c, d;
  co_await csp::par(prefix(0, c.reader(), a.writer()), delta(a.reader(), b.writer(), d.writer()),
                    successor(b.reader(), c.writer()), consumer(d.reader(), cost));
}

// --- Stressed Alternatives

process source(writer<int> out) {
  for (int i = 0;; ++i) co_await out.write(i);
}
process sources(writer<int> out) { co_await csp::par(source(out), source(out)); }

process kept(reader<int> a, reader<int> b, reader<int> c, reader<int> d, reader<int> e, std::uint32_t& cost) {
  int x = 0;
  auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), c.into(x), d.into(x), e.into(x)));
  for (int i = 0; i < 50; ++i) co_await choice.select();
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) co_await choice.select();
  cost = board::counted_since(before) / rounds;
}
process fresh(reader<int> a, reader<int> b, reader<int> c, reader<int> d, reader<int> e, std::uint32_t& cost) {
  int x = 0;
  csp::turn turn;
  for (int i = 0; i < 50; ++i) co_await csp::fair_alt(turn, a.into(x), b.into(x), c.into(x), d.into(x), e.into(x));
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i)
    co_await csp::fair_alt(turn, a.into(x), b.into(x), c.into(x), d.into(x), e.into(x));
  cost = board::counted_since(before) / rounds;
}
template <auto Chooser>
process stressed(std::uint32_t& cost) {
  csp::channel<int> a, b, c, d, e;
  co_await csp::par(sources(a.writer()), sources(b.writer()), sources(c.writer()), sources(d.writer()),
                    sources(e.writer()), Chooser(a.reader(), b.reader(), c.reader(), d.reader(), e.reader(), cost));
}

template <class Network>
void measure(std::string_view name, Network network) {
  std::uint32_t cost = 0;
  if (!csp::run(network(cost))) board::exit(1);
  bench::figure(name, cost);
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  measure("communication", commstime);
  bench::figure("notification there and back, raw", bench::raw_ping_pong(rounds));
  bench::figure("communication by queue and semaphore, raw", bench::raw_commstime(rounds));
  bench::figure("communication by queue of one, raw", bench::raw_buffered_commstime(rounds));
  measure("select of 5, kept, with its write", stressed<kept>);
  measure("select of 5, fresh, with its write", stressed<fresh>);
  bench::figure("select from a set of 5 queues with its write, raw", bench::raw_stressed(rounds));
  return 0;
}
