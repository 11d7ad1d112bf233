// Output guards: a buffer as a process. Its choice offers to read while there is room and to write while there is
// something to write; whoever comes first is served. (With input guards alone, as in occam, the reader had to ask.)
#include <array>
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;

namespace {

// Closed at its input it still hands out what it holds; then no guard is left that could become ready, and it ends.
template <std::size_t Capacity>
process buffer(reader<int> in, writer<int> out) {
  std::array<int, Capacity> held{};
  std::size_t first = 0, count = 0;
  for (;;) {
    int& oldest = held[first];
    int& room = held[(first + count) % Capacity];
    if (co_await csp::alt(csp::when(count < Capacity, in.into(room)), csp::when(count > 0, out.from(oldest))) == 0) {
      ++count;
    } else {
      first = (first + 1) % Capacity;
      --count;
    }
  }
}

// Without a buffer it would stop at its first value: nobody reads before `full`.
process producer(writer<int> out, writer<void> full) {
  for (int x = 1; x <= 4; ++x) co_await out.write(x);
  co_await full.write();
  for (int x = 5; x <= 10; ++x) co_await out.write(x);
}

process consumer(reader<int> in, reader<void> full, int& next) {
  co_await full.read();
  for (;; ++next) {
    const int x = co_await in.read();
    std::printf("%d\n", x);
    if (x != next) co_return;
  }
}

process network(int& next) {
  csp::channel<int> produced, buffered;
  csp::channel<void> full;
  co_await csp::par(producer(produced.writer(), full.writer()), buffer<4>(produced.reader(), buffered.writer()),
                    consumer(buffered.reader(), full.reader(), next));
}

}  // namespace

int main() {
  int next = 1;
  return csp::run(network(next)) && next == 11 ? 0 : 1;  // 1 to 10, in order
}
