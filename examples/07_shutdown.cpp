// An orderly shutdown: a source is told to stop, and everything that it has sent still arrives, through every stage and
// every buffer. Nobody but the source knows that there is an end.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;

namespace {

process source(writer<int> out, reader<void> stop, int& sent) {
  for (;; ++sent) {
    const unsigned chosen = co_await csp::pri_alt(stop.into(), out.from(sent));
    if (chosen == 0) co_return;
  }
}  // its end of the pipeline dies here: the channel closes when it has been drained

process stage(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}

// Asks for the end after 1000 values, and then reads whatever is still under way.
process sink(reader<int> in, writer<void> stop, int& received) {
  for (; received < 1000; ++received) co_await in.read();
  co_await stop.write();
  while (auto x = co_await in.next()) ++received;
}

process pipeline(int& sent, int& received) {
  csp::channel<int> a;
  csp::channel<int, csp::fifo<8>> b, c;
  csp::channel<void> stop;
  co_await csp::par(source(a.writer(), stop.reader(), sent), stage(a.reader(), b.writer()),
                    stage(b.reader(), c.writer()), sink(c.reader(), stop.writer(), received));
}

}  // namespace

int main() {
  int sent = 0, received = 0;
  const csp::outcome outcome = csp::run(pipeline(sent, received));
  std::printf("%d sent, %d received\n", sent, received);
  return outcome && sent == received && received >= 1000 ? 0 : 1;
}
