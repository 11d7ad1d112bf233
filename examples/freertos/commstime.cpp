// CommsTime on FreeRTOS: four processes in a ring, each in a task of its own. Prints what a communication costs.
#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
using csp::process, csp::reader, csp::writer;

namespace {

// [memory]
alignas(std::max_align_t) std::byte memory[8 * 1024];  // frames, tasks and their stacks
// [/memory]

constexpr std::uint32_t rounds = 1'000;

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
  cost = board::counted_since(before);
}
process commstime(std::uint32_t& cost) {
  csp::channel<int> a, b, c, d;
  co_await csp::par(prefix(0, c.reader(), a.writer()), delta(a.reader(), b.writer(), d.writer()),
                    successor(b.reader(), c.writer()), consumer(d.reader(), cost));
}

}  // namespace

// [pool]
constinit csp::port::frame_pool csp::port::frames(memory);
// [/pool]

int main() {
  std::uint32_t cost = 0;
  if (!csp::run(commstime(cost))) return 1;
  board::say("commstime: ");
  board::say(cost / (4 * rounds));
  board::say(" instructions for a communication, ");
  board::say(static_cast<std::uint32_t>(csp::port::frames.most_used()));
  board::say(" bytes of frames, tasks and stacks\n");
  return 0;
}
