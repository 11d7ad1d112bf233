// One choice among five channels, at each of which a writer waits: instructions.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "figure.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[4096];

constexpr std::uint32_t rounds = 1'000;

process source(writer<int> out) {
  for (int i = 0;; ++i) co_await out.write(i);
}

// The select alone, and together with the writes that make the channels ready again.
struct costs {
  std::uint32_t select = 0;
  std::uint32_t together = 0;
};

// What was read is read again before the next select, so that all are ready: only the select is counted.
process kept(reader<int> a, reader<int> b, reader<int> c, reader<int> d, reader<int> e, costs& cost) {
  int x = 0;
  co_await csp::yield();
  auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), c.into(x), d.into(x), e.into(x)));
  for (std::uint32_t i = 0; i < rounds; ++i) {
    co_await csp::yield();
    const std::uint32_t before = board::begin_count();
    co_await choice.select();
    cost.select += board::counted_since(before);
  }
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) co_await choice.select();
  cost.together = board::counted_since(before);
}

process fresh(reader<int> a, reader<int> b, reader<int> c, reader<int> d, reader<int> e, costs& cost) {
  int x = 0;
  csp::turn turn;
  for (std::uint32_t i = 0; i < rounds; ++i) {
    co_await csp::yield();
    const std::uint32_t before = board::begin_count();
    co_await csp::fair_alt(turn, a.into(x), b.into(x), c.into(x), d.into(x), e.into(x));
    cost.select += board::counted_since(before);
  }
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i)
    co_await csp::fair_alt(turn, a.into(x), b.into(x), c.into(x), d.into(x), e.into(x));
  cost.together = board::counted_since(before);
}

template <auto Chooser>
process network(costs& cost) {
  csp::channel<int> a, b, c, d, e;
  co_await csp::par(source(a.writer()), source(b.writer()), source(c.writer()), source(d.writer()), source(e.writer()),
                    Chooser(a.reader(), b.reader(), c.reader(), d.reader(), e.reader(), cost));
}

template <auto Chooser>
void measure(std::string_view alone, std::string_view together) {
  costs cost;
  if (!csp::run(network<Chooser>(cost))) board::exit(1);
  bench::figure(alone, cost.select / rounds);
  bench::figure(together, cost.together / rounds);
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  measure<kept>("select of 5 ready, kept", "select of 5 ready, kept, with the write that it takes");
  measure<fresh>("select of 5 ready, fresh", "select of 5 ready, fresh, with the write that it takes");
  return 0;
}
