// A process calls deeper than its stack is, and is named.
#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[16 * 1024];

// Some 40 bytes of stack for each.
[[gnu::noinline]] int deep(int n) {
  volatile int here[4] = {n, n, n, n};
  return n == 0 ? 0 : deep(n - 1) + here[n & 3];
}

process modest(reader<int> in) {
  for (;;) co_await in.read();
}
process greedy(writer<int> out) {
  for (int n = 1;; n += 2) co_await out.write(deep(n));
}
process network() {
  csp::channel<int> c;
  co_await csp::par(modest(c.reader()).named("modest"), greedy(c.writer()).named("greedy").stack_size(512));
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  csp::run(network());
  return 3;
}
