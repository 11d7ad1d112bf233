// A timeout beside a choice that waits and is then served: instructions for the timer alone, and for a look at the
// clock.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "figure.hpp"

using csp::process, csp::reader, csp::writer;
using namespace std::chrono_literals;

namespace {

alignas(std::max_align_t) std::byte memory[2048];

constexpr std::uint32_t rounds = 1'000;

// The choice waits each time before the value comes.
process write(writer<int> out) {
  for (;;) {
    co_await out.write(1);
    co_await csp::yield();
  }
}

template <bool Timed>
process choose(reader<int> in, std::uint32_t& cost) {
  int x = 0;
  co_await in.read();
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) {
    if constexpr (Timed) {
      co_await csp::pri_alt(in.into(x), csp::after(20min));
    } else {
      co_await csp::pri_alt(in.into(x));
    }
  }
  cost = board::counted_since(before);
}

template <bool Timed>
process network(std::uint32_t& cost) {
  csp::channel<int> c;
  co_await csp::par(choose<Timed>(c.reader(), cost), write(c.writer()));
}

template <bool Timed>
std::uint32_t select() {
  std::uint32_t cost = 0;
  if (!csp::run(network<Timed>(cost))) board::exit(1);
  return cost / rounds;
}

std::uint32_t look_at_clock() {
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) static_cast<void>(csp::clock::now());
  return board::counted_since(before) / rounds;
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  bench::figure("a look at the clock", look_at_clock());
  const std::uint32_t without = select<false>();
  bench::figure("timeout set and taken back", select<true>() - without);
  return 0;
}
