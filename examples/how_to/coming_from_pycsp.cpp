// How to: what a PyCSP program looks like here.
#include <csp/csp.hpp>
#include <cstdio>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

// [retire]
process source(writer<int> cout, int n) {
  for (int i = 0; i < n; ++i) co_await cout.write(i);
}  // retires by itself

process worker(reader<int> cin, writer<int> cout) {
  for (;;) {
    const int x = co_await cin.read();
    co_await cout.write(x * x);
  }
}

process_of<int> sink(reader<int> cin) {
  int total = 0;
  while (auto x = co_await cin.next()) total += *x;
  co_return total;
}

process_of<int> pipeline() {
  csp::channel<int> a, b;
  auto [s, one, two, total] = co_await csp::par(source(a.writer(), 10), worker(a.reader(), b.writer()),
                                                worker(a.reader(), b.writer()), sink(b.reader()));
  co_return *total;
}
// [/retire]

// [alternation]
process_of<int> chooser(reader<int> a, reader<int> b) {
  int x = 0, y = 0, seen = 0;
  bool late = false;
  auto alternative = csp::keep(csp::pri_alt(a.into(x), b.into(y), csp::after(50ms)));
  while (!late) switch (co_await alternative.select()) {
      case 0:
      case 1:
        ++seen;
        break;
      default:
        late = true;
    }
  co_return seen;
}
// [/alternation]

// Keeps the channels open, so that the chooser times out instead of ending.
process two_values(writer<int> a, writer<int> b, reader<void> over) {
  co_await a.write(1);
  co_await b.write(2);
  co_await over.next();
}

process_of<int> choose() {
  csp::channel<int> a, b;
  csp::channel<void> over;
  auto body = [&](writer<void> mine) -> process_of<int> {
    const int seen = co_await chooser(a.reader(), b.reader());
    mine.retire();
    co_return seen;
  };
  auto [source, seen] = co_await csp::par(two_values(a.writer(), b.writer(), over.reader()), body(over.writer()));
  co_return *seen;
}

// [poison]
process counter(writer<int> cout) {
  for (int i = 0;; ++i) co_await cout.write(i);
}

process first(reader<int> cin, int n) {
  for (int i = 0; i < n; ++i) co_await cin.read();
  cin.poison();
}

process_of<status> poisoned() {
  csp::channel<int> a;
  const auto ends = co_await csp::par(counter(a.writer()), first(a.reader(), 5));
  co_return ends[0].status();
}
// [/poison]

int main() {
  const auto total = csp::run(pipeline());
  const auto seen = csp::run(choose());
  const auto how = csp::run(poisoned());
  std::printf("%d, %d, %s\n", total ? *total : 0, seen ? *seen : 0, how ? name(*how) : "?");
  return total && *total == 285 && seen && *seen == 2 && how && *how == status::poisoned ? 0 : 1;
}
