// How to: what occam and JCSP programs look like here.
#include <csp/csp.hpp>
#include <cstdio>
#include <string>
using csp::process, csp::process_of, csp::reader, csp::writer;

// [buffer]
process place(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
}
// [/buffer]

// [pri_alt]
process_of<std::string> control(reader<void> stop, reader<int> data) {
  std::string seen;
  int x = 0;
  for (;;) switch (co_await csp::pri_alt(stop.into(), data.into(x))) {
      case 0:
        co_return seen + "stop";
      case 1:
        seen += 'd';
    }
}
// [/pri_alt]

// [delta]
process delta(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await csp::par(left.write(x), right.write(x));
  }
}
// [/delta]

// [barrier]
process worker(csp::enrolment all, int steps) {
  for (int i = 0; i < steps; ++i) co_await all.sync();
}

process_of<bool> steps() {
  csp::barrier b;
  const auto ends = co_await csp::par(worker(b.enrol(), 10), worker(b.enrol(), 10), worker(b.enrol(), 3));
  co_return ends[0] && ends[1] && ends[2];
}
// [/barrier]

process numbers(writer<int> out, int n) {
  for (int i = 1; i <= n; ++i) co_await out.write(i);
}

process three_then_stop(writer<int> data, writer<void> stop) {
  co_await numbers(data, 3);
  co_await stop.write();
}

process_of<int> sum(reader<int> in) {
  int total = 0;
  while (auto x = co_await in.next()) total += *x;
  co_return total;
}

process_of<int> sums() {
  csp::channel<int> a, b, c, d;
  auto [source, one, two, left, right] =
      co_await csp::par(numbers(a.writer(), 10), place(a.reader(), b.writer()),
                        delta(b.reader(), c.writer(), d.writer()), sum(c.reader()), sum(d.reader()));
  co_return *left + *right;
}

process_of<std::string> controlled() {
  csp::channel<int> data;
  csp::channel<void> stop;
  auto [source, seen] =
      co_await csp::par(three_then_stop(data.writer(), stop.writer()), control(stop.reader(), data.reader()));
  co_return std::move(*seen);
}

int main() {
  const auto total = csp::run(sums());
  const auto stepped = csp::run(steps());
  const auto seen = csp::run(controlled());
  std::printf("%d, %s\n", total ? *total : 0, seen ? (*seen).c_str() : "?");
  return total && *total == 110 && stepped && *stepped && seen && *seen == "dddstop" ? 0 : 1;
}
