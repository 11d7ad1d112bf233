// Reference: plain code.
#include <csp/csp.hpp>
#include <utility>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

// [run]
process_of<int> twice(int x) { co_return 2 * x; }

int runs() {
  auto r = csp::run(twice(21));
  return r ? *r : -1;  // else r.status(): closed, poisoned, no_memory, failed or deadlock
}
// [/run]

// [network]
process doubles(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(2 * co_await in.read());
}

int beside() {
  csp::channel<int> to, from;
  writer<int> out = to.writer();
  reader<int> in = from.reader();
  csp::network<void> beside(doubles(to.reader(), from.writer()));  // starts now
  if (out.send(21).wait() != status::done) return -1;
  auto x = in.next().wait();
  out.retire();
  return x && beside.wait() == status::closed ? *x : -1;
}
// [/network]

int main() { return runs() == 42 && beside() == 42 ? 0 : 1; }
