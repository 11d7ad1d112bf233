// A farm of two workers that compute: both on core 0, and one on each core.
#include "core1.hpp"
#include "figure.hpp"

namespace {

struct job {
  std::uint32_t from, to;
};

std::uint32_t primes_in(job range) {
  std::uint32_t primes = 0;
  for (std::uint32_t n = range.from; n < range.to; ++n) {
    std::uint32_t d = 2;
    while (d * d <= n && n % d != 0) ++d;
    primes += d * d > n;
  }
  return primes;
}

// Who computes yields now and then, so that its engine looks at the links: it does so once in 64 steps when it is never
// idle.
template <class E>
csp::basic_process_of<void, E> work(csp::basic_reader<job, E> in, csp::basic_writer<std::uint32_t, E> out) {
  constexpr std::uint32_t piece = 4;
  for (;;) {
    const job next = co_await in.read();
    std::uint32_t primes = 0;
    for (std::uint32_t n = next.from; n < next.to; n += piece) {
      primes += primes_in({n, n + piece});
      co_await csp::yield();
    }
    co_await out.write(primes);
  }
}

constexpr std::uint32_t jobs = 256, size = 32, first = 10'000, expected = 855;

// To whoever has room.
core0::process hand_out(core0::writer<job> to_a, core0::writer<job> to_b) {
  csp::turn turn;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    const job next{first + i * size, first + (i + 1) * size};
    co_await csp::fair_alt(turn, to_a.from(next), to_b.from(next));
  }
}
core0::process collect(core0::reader<std::uint32_t> from_a, core0::reader<std::uint32_t> from_b, std::uint32_t& sum) {
  std::uint32_t primes = 0;
  for (std::uint32_t i = 0; i < jobs; ++i) {
    co_await csp::alt(from_a.into(primes), from_b.into(primes));
    sum += primes;
  }
}

core0::process on_one_core(std::uint32_t& sum) {
  core0::channel<job, csp::fifo<2>> to_a, to_b;
  core0::channel<std::uint32_t> from_a, from_b;
  co_await csp::par(hand_out(to_a.writer(), to_b.writer()), work(to_a.reader(), from_a.writer()),
                    work(to_b.reader(), from_b.writer()), collect(from_a.reader(), from_b.reader(), sum));
}

csp::link<job> there;
csp::link<std::uint32_t, 16, core1::engine, core0::engine> back;

core0::process on_both_cores(std::uint32_t& sum) {
  core0::channel<job, csp::fifo<2>> to_a;
  core0::channel<std::uint32_t> from_a;
  co_await csp::par(hand_out(to_a.writer(), there.writer()), work(to_a.reader(), from_a.writer()),
                    collect(from_a.reader(), back.reader(), sum));
}

void run_core1() { static_cast<void>(csp::run(work<core1::engine>(there.reader(), back.writer()))); }

void measure(std::string_view name, core0::process (*farm)(std::uint32_t& sum)) {
  std::uint32_t sum = 0;
  const std::uint32_t before = board::begin_count();
  static_cast<void>(csp::run(farm(sum)));
  const std::uint32_t cost = board::counted_since(before);
  if (sum != expected) board::exit(1);
  bench::figure(name, cost / jobs);
}

}  // namespace

int main() {
  multicore_launch_core1(run_core1);
  measure("farm, a job, on one core", on_one_core);
  measure("farm, a job, on both cores", on_both_cores);
  return 0;
}
