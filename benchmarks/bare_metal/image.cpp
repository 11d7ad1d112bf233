// CommsTime without printing, for the size of its image.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[872];

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
process consumer(reader<int> in, int rounds) {
  for (int i = 0; i < rounds; ++i) co_await in.read();
}
process commstime() {
  csp::channel<int> a, b, c, d;
  co_await csp::par(prefix(0, c.reader(), a.writer()), delta(a.reader(), b.writer(), d.writer()),
                    successor(b.reader(), c.writer()), consumer(d.reader(), 1'000));
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() { return csp::run(commstime()) ? 0 : 1; }
