// How to: what a Go program looks like here.
#include <csp/csp.hpp>
#include <cstdio>
#include <vector>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

// [pool]
process jobs(writer<int> out, int n) {
  for (int i = 1; i <= n; ++i) co_await out.write(i);
}

process worker(reader<int> jobs, writer<int> results) {
  while (auto j = co_await jobs.next()) co_await results.write(*j * 2);
}  // the last worker's end closes results: no WaitGroup

process_of<int> sum(reader<int> in) {
  int total = 0;
  while (auto x = co_await in.next()) total += *x;
  co_return total;
}

process_of<int> pool() {
  csp::channel<int, csp::fifo<16>> todo, results;
  auto body = [&](csp::spawner& go) -> process {
    for (int i = 0; i < 3; ++i) go.spawn(worker(todo.reader(), results.writer()));
    go.spawn(jobs(todo.writer(), 100));
    co_return;
  };
  reader<int> in = results.reader();
  auto workers = [&]() -> process { co_await csp::scope(body); };
  auto [how, total] = co_await csp::par(workers(), sum(std::move(in)));
  co_return *total;
}
// [/pool]

// [select]
process_of<int> until_quit(reader<int> data, reader<void> quit) {
  int x = 0, seen = 0;
  for (;;) switch (co_await csp::alt(data.into(x), quit.into(), csp::after(1s))) {
      case 0:
        ++seen;
        break;
      case 1:
        co_return seen;
      case 2:
        std::puts("nothing for a second");
    }
}
// [/select]

// [default]
process_of<bool> would_block(reader<int> data) {
  int x = 0;
  co_return co_await csp::pri_alt(data.into(x), csp::skip()) == 1;
}
// [/default]

process five_then_quit(writer<int> data, writer<void> quit) {
  for (int i = 0; i < 5; ++i) co_await data.write(i);
  co_await quit.write();
}

process_of<bool> selects() {
  csp::channel<int> data;
  csp::channel<void> quit;
  const writer<int> open = data.writer();
  const bool empty = co_await would_block(data.reader());
  csp::channel<int> more;
  auto [source, seen] =
      co_await csp::par(five_then_quit(more.writer(), quit.writer()), until_quit(more.reader(), quit.reader()));
  co_return empty&&* seen == 5;
}

// [closed]
process_of<status> send_on_closed() {
  csp::channel<int> c;
  c.reader().retire();
  co_return co_await c.send(1);  // closed; in Go a send on a closed channel panics
}
// [/closed]

int main() {
  const auto total = csp::run(pool());
  const auto selected = csp::run(selects());
  const auto late = csp::run(send_on_closed());
  std::printf("%d, %s\n", total ? *total : 0, late ? name(*late) : "?");
  return total && *total == 10100 && selected && *selected && late && *late == status::closed ? 0 : 1;
}
