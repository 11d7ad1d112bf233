// How to: stop a pipeline without losing data. The source is asked to stop; what it has written still arrives.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::writer;

// [source]
process_of<int> source(reader<void> stop, writer<int> out) {
  for (int written = 0;;) {
    if (co_await csp::pri_alt(stop.into(), out.from(written)) == 0) co_return written;
    ++written;
  }
}  // its end retires here, and not before all that it wrote has been taken or buffered
// [/source]

// [filter]
process filter(reader<int> in, writer<int> out) {
  while (auto x = co_await in.next()) co_await out.write(*x);
}
// [/filter]

// [sink]
process_of<int> sink(reader<int> in, writer<void> stop, int enough) {
  int seen = 0;
  while (co_await in.next())
    if (++seen == enough) co_await stop.send();
  co_return seen;  // closed: nothing more is on its way
}
// [/sink]

process_of<bool> network() {
  csp::channel<int, csp::fifo<8>> a, b;
  csp::channel<void, csp::fifo<1>> stop;
  auto [written, middle, seen] = co_await csp::par(source(stop.reader(), a.writer()), filter(a.reader(), b.writer()),
                                                   sink(b.reader(), stop.writer(), 100));
  std::printf("%d written, %d seen\n", *written, *seen);
  co_return *written == *seen&&* seen >= 100;
}

int main() {
  const auto right = csp::run(network());
  return right && *right ? 0 : 1;
}
