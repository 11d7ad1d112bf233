// CommsTime: four processes in a ring, so that every message costs four communications. Delta2 in three forms.
#include <csp/csp.hpp>

#include "commstime_rounds.hpp"
#include "setting.hpp"

namespace {

using csp::process, csp::reader, csp::writer;

process prefix(int first, reader<int> in, writer<int> out) {
  co_await out.write(first);
  for (;;) co_await out.write(co_await in.read());
}

process successor(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(1 + co_await in.read());
}

process consumer(reader<int> in, int messages) {
  for (int i = 0; i < messages; ++i) co_await in.read();
}

process sequential(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await left.write(x);
    co_await right.write(x);
  }
}

process operations(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await csp::par(left.write(x), right.write(x));
  }
}

process writing(writer<int>& out, int x) { co_await out.write(x); }

process spawned(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await csp::par(writing(left, x), writing(right, x)).or_end();
  }
}

using delta2 = process(reader<int>, writer<int>, writer<int>);

// `complete`: the consumer came to its end.
process network(delta2& delta, int messages, bool& complete) {
  csp::channel<int> a, b, c, d;
  const auto ends = co_await csp::par(prefix(0, c.reader(), a.writer()), delta(a.reader(), b.writer(), d.writer()),
                                      successor(b.reader(), c.writer()), consumer(d.reader(), messages));
  complete = ends[3] == csp::status::done;
}

template <delta2& delta>
bool commstime(int messages) {
  bool complete = false;
  csp::run(network(delta, messages, complete));
  return complete;
}

constexpr bench::form forms[] = {
    {"sequential", commstime<sequential>},
    {"operations", commstime<operations>},
    {"spawned", commstime<spawned>},
};

}  // namespace

int main(int argc, char** argv) {
  bench::setting::take_place();
  return bench::commstime(bench::setting::engine, bench::setting::messages, forms, bench::setting::yardsticks(), argc,
                          argv);
}
