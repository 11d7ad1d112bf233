// Reference: components.
#include <csp/components.hpp>
#include <csp/csp.hpp>
using csp::process, csp::process_of, csp::reader, csp::writer;
using namespace csp::components;

// [network]
// The sums of neighbours among 0, 1, 2, …, of which five are read.
process_of<int> fifth_sum(reader<int> in) {
  int last = 0;
  for (int i = 0; i < 5; ++i) last = co_await in.read();
  co_return last;  // its end retires, and so, one after the other, do all
}

process_of<int> network() {
  csp::channel<int> a, b, c, d, e;
  auto [n, delta, rest, sum, fifth] =
      co_await csp::par(numbers(a.writer()), delta2(a.reader(), b.writer(), c.writer()), tail(b.reader(), d.writer()),
                        plus(d.reader(), c.reader(), e.writer()), fifth_sum(e.reader()));
  co_return *fifth;  // 4 + 5
}
// [/network]

int main() {
  auto r = csp::run(network());
  return r && *r == 9 ? 0 : 1;
}
