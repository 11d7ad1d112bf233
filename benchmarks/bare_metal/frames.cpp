// Processes with one wait and more, whose frames tools/sizes shows.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[1024];

process one_wait(reader<int> in, writer<int> out) {
  for (;;) {
    if (out.try_write(co_await in.read()) != csp::status::done) co_return;
  }
}
process two_waits(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}
process three_waits(reader<int> in, writer<int> out) {
  for (;;) {
    co_await out.write(co_await in.read());
    co_await in.read();
  }
}
process four_waits(reader<int> in, writer<int> out) {
  for (;;) {
    co_await out.write(co_await in.read());
    co_await out.write(co_await in.read());
  }
}
process all() {
  csp::channel<int> a, b, c;
  co_await csp::par(one_wait(a.reader(), b.writer()), two_waits(a.reader(), b.writer()),
                    three_waits(a.reader(), c.writer()), four_waits(c.reader(), b.writer()));
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() { return csp::run(all()) ? 0 : 1; }
