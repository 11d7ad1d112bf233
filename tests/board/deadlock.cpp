// A deadlock of three processes; its report comes over the console, on a host and on a board.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
using csp::process, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[16 * 1024];

process pass_on(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x);
  }
}

process ring() {
  csp::channel<int> there("there"), back("back");
  co_await csp::par(pass_on(there.reader(), back.writer()).named("left"),
                    pass_on(back.reader(), there.writer()).named("right"));
}

}  // namespace

// A host does not ask for it.
constinit csp::port::frame_pool csp::port::frames(memory);

int main() { return csp::run(ring().named("ring")) == csp::status::deadlock ? 0 : 1; }
