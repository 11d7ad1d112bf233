// CommsTime whose delta writes both ways at once: what a communication costs, in instructions.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "figure.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[2048];

constexpr std::uint32_t rounds = 10'000;

process prefix(int first, reader<int> in, writer<int> out) {
  co_await out.write(first);
  for (;;) co_await out.write(co_await in.read());
}
process delta_by_operations(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await csp::par(left.write(x), right.write(x));
  }
}
process once(writer<int> out, int x) { co_await out.write(x); }
process delta_by_processes(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await csp::par(once(left, x), once(right, x)).or_end();
  }
}
process successor(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(1 + co_await in.read());
}
process consumer(reader<int> in, std::uint32_t& cost) {
  co_await in.read();
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) co_await in.read();
  cost = board::counted_since(before);
}

template <auto Delta>
process commstime(std::uint32_t& cost) {
  csp::channel<int> a, b, c, d;
  co_await csp::par(prefix(0, c.reader(), a.writer()), Delta(a.reader(), b.writer(), d.writer()),
                    successor(b.reader(), c.writer()), consumer(d.reader(), cost));
}

template <auto Delta>
void measure(std::string_view name) {
  std::uint32_t cost = 0;
  if (!csp::run(commstime<Delta>(cost))) board::exit(1);
  bench::figure(name, cost / (4 * rounds));
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  measure<delta_by_operations>("communication, par of operations");
  measure<delta_by_processes>("communication, par of processes");
  return 0;
}
