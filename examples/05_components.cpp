// Networks from components: the natural numbers, summed up, give the triangular numbers; two neighbours of those make a
// square.
#include <csp/components.hpp>
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::reader, csp::writer;
namespace components = csp::components;

namespace {

// A network is a process, with ends like any other.
process squares(writer<int> out) {
  csp::channel<int> natural, triangular;
  co_await csp::par(components::numbers(natural.writer()), components::integrate(natural.reader(), triangular.writer()),
                    components::pairs(triangular.reader(), std::move(out)));
}

process printer(reader<int> in, int lines, bool& right) {
  for (int i = 1; i <= lines; ++i) {
    const int x = co_await in.read();
    std::printf("%d\n", x);
    right = right && x == i * i;
  }
}  // its end dies with it, and the endless network behind it stops

process network(bool& right) {
  csp::channel<int> out;
  co_await csp::par(squares(out.writer()), printer(out.reader(), 10, right));
}

}  // namespace

int main() {
  bool right = true;
  return csp::run(network(right)) && right ? 0 : 1;
}
