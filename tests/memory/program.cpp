// Scopes, extended reads, choices and buffers, for a sanitizer that sees what is read after it was destroyed. Without
// exceptions and streams, of which the standard library has parts that are compiled without that sanitizer.
#include <csp/csp.hpp>

using csp::process, csp::reader, csp::writer;

namespace {

process nothing() { co_return; }
process writes(writer<int> out) {
  for (int i = 0; i < 20; ++i) co_await out.write(i);
}
process adds(reader<int> in, int& sum) {
  for (;;) sum += co_await in.read();
}

process scopes() {
  auto body = [](csp::spawner& here) -> process {
    for (int i = 0; i < 20; ++i) {
      (void)here.spawn(nothing());
      co_await csp::yield();
    }
  };
  co_await csp::scope(body);
}

// The look is ended, and what it held is given back.
process fails(csp::channel<int, csp::latest>& c) {
  co_await c.extended([](const int&) -> process {
    csp::channel<int> closed;
    closed.writer().retire();
    co_await closed.read();
  });
}
process extended() {
  csp::channel<int, csp::latest> c;
  co_await c.write(1);
  co_await csp::par(fails(c));
  co_await c.read();
}

process chooses(reader<int> a, reader<int> b, int& sum) {
  int x = 0;
  auto choice = csp::keep(csp::fair_alt(a.into(x), csp::when([] { return true; }, b.into(x))));
  for (;;) {
    co_await choice.select();
    sum += x;
  }
}

process all(int& sum) {
  csp::channel<int> a, b;
  csp::channel<int, csp::fifo<2>> c;
  co_await scopes();
  co_await extended();
  co_await csp::par(writes(c.writer()).named("writes"), adds(c.reader(), sum));
  co_await csp::par(writes(a.writer()), writes(b.writer()), chooses(a.reader(), b.reader(), sum));
}

}  // namespace

int main() {
  int sum = 0;
  const bool well = static_cast<bool>(csp::run(all(sum)));
  return well && sum == 3 * 190 ? 0 : 1;
}
