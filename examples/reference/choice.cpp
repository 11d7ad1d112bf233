// Reference: choice.
#include <csp/csp.hpp>
#include <utility>
#include <vector>
using csp::process, csp::process_of, csp::reader, csp::writer;
using namespace std::chrono_literals;

// [disciplines]
process_of<int> serve(reader<int> urgent, reader<int> usual) {
  int sum = 0, x = 0;
  csp::turn turn;
  for (int i = 0; i < 4; ++i) {
    switch (co_await csp::fair_alt(turn, urgent.into(x), usual.into(x), csp::after(1s))) {
      case 0:
        sum += 10 * x;
        break;
      case 1:
        sum += x;
        break;
      default:
        co_return -1;  // nothing for a second
    }
  }
  co_return sum;
}
// [/disciplines]

// [ranges]
process_of<int> from_any(std::vector<reader<int>> in, reader<void> stop) {
  std::vector<int> got(in.size());
  std::vector<csp::guard_of<int>> guards;
  for (unsigned i = 0; i < in.size(); ++i) guards.emplace_back(in[i].into(got[i]));
  int sum = 0;
  for (;;) {
    const csp::chosen c = co_await csp::pri_alt(guards, stop.into());
    if (c.argument == 1) co_return sum;
    sum += got[c.place];
  }
}
// [/ranges]

// [guards]
process buffer_of_two(reader<int> in, writer<int> out) {
  int first = 0, second = 0, held = 0;
  csp::result<int> got = csp::status::would_wait;
  bool open = true;
  while (open || held > 0) {
    const unsigned which =
        co_await csp::pri_alt(csp::when(open && held < 2, in.into(got)), csp::when(held > 0, out.from(first)));
    if (which == 1) {
      first = second;
      --held;
    } else if (got) {
      (held++ == 0 ? first : second) = *got;
    } else {
      open = false;
    }
  }
}
// [/guards]

// [keep]
process merge(reader<int> a, reader<int> b, writer<int> out) {
  int x = 0;
  auto either = csp::keep(csp::fair_alt(a.into(x), b.into(x)));  // built once
  for (;;) {
    co_await either.select();  // ends this process when both are closed
    co_await out.write(x);
  }
}
// [/keep]

process write(writer<int> out, int first, int last) {
  for (; first <= last; ++first) co_await out.write(first);
}
process_of<int> sum_of(reader<int> in) {
  int sum = 0;
  while (auto x = co_await in.next()) sum += *x;
  co_return sum;
}
process signal_after(writer<void> stop, writer<int> a, writer<int> b) {
  co_await a.write(1);
  co_await b.write(2);
  co_await stop.write();
}

process_of<bool> all() {
  csp::channel<int> a, b, c, d, e, f, g, h;
  csp::channel<void> stop;
  auto [w1, w2, served] =
      co_await csp::par(write(a.writer(), 1, 2), write(b.writer(), 3, 4), serve(a.reader(), b.reader()));
  std::vector<reader<int>> in;
  in.push_back(c.reader());
  in.push_back(d.reader());
  auto [s, any] =
      co_await csp::par(signal_after(stop.writer(), c.writer(), d.writer()), from_any(std::move(in), stop.reader()));
  auto [w3, held, buffered] =
      co_await csp::par(write(e.writer(), 1, 4), buffer_of_two(e.reader(), f.writer()), sum_of(f.reader()));
  csp::channel<int> i;
  auto [w4, w5, merged, both] = co_await csp::par(write(g.writer(), 1, 2), write(h.writer(), 3, 4),
                                                  merge(g.reader(), h.reader(), i.writer()), sum_of(i.reader()));
  co_return *served == 37 && *any == 3 && *buffered == 10 && *both == 10;
}

int main() {
  auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
