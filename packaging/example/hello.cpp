// The example of every package: three processes, and the memory for their frames.
#include <csp/csp.hpp>
#include <csp/port/console.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::reader, csp::writer;

alignas(std::max_align_t) static std::byte memory[2 * 1024];
constinit csp::port::frame_pool csp::port::frames(memory);

static process numbers(writer<int> out) {
  for (int i = 1; i <= 3; ++i) co_await out.write(i);
}

static process squares(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x * x);
  }
}

static process printer(reader<int> in) {
  for (;;) {
    const char digit = static_cast<char>('0' + co_await in.read());
    csp::port::print({&digit, 1});
    csp::port::print("\n");
  }
}

static process network() {
  csp::channel<int> plain, squared;
  co_await csp::par(numbers(plain.writer()), squares(plain.reader(), squared.writer()), printer(squared.reader()));
}

// Prints 1, 4 and 9, and returns: `numbers` has ended, and so its channel and whoever waited for it.
void hello() { csp::run(network()); }
