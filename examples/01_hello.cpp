// A first network: numbers flow to squares, and squares to a printer.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;

process numbers(writer<int> out) {
  for (int i = 1; i <= 5; ++i) co_await out.write(i);
}  // its end dies with it: the channel closes, and the others end too

process squares(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x * x);
  }
}

process printer(reader<int> in) {
  for (;;) std::printf("%d\n", co_await in.read());
}

process network() {
  csp::channel<int> plain, squared;
  co_await csp::par(numbers(plain.writer()), squares(plain.reader(), squared.writer()), printer(squared.reader()));
}

int main() { return csp::run(network()) ? 0 : 1; }
