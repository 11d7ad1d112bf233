// How to: a timeout on one operation. What has timed out has taken nothing and given nothing.
#include <csp/csp.hpp>
#include <cstdio>
#include <string>
#include <utility>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

// [within]
process_of<int> seen_before_silence(reader<int> in) {
  int seen = 0;
  while (auto x = co_await in.next().within(5ms)) ++seen;
  co_return seen;  // closed or poisoned, or would_wait: the time was over
}
// [/within]

// [read]
process_of<csp::result<int>> read_within(reader<int>& in, csp::clock::duration time) {
  csp::result<int> x = status::would_wait;
  co_await csp::pri_alt(in.into(x), csp::after(time));
  co_return std::move(x);  // the value, closed or poisoned; would_wait when the time was over
}
// [/read]

// [write]
process_of<status> write_within(writer<std::string>& out, std::string& value, csp::clock::duration time) {
  const unsigned which = co_await csp::pri_alt(out.from(std::move(value)), csp::after(time));
  co_return which == 0 ? status::done : status::would_wait;  // would_wait: the value is still the caller's
}
// [/write]

process_of<bool> reads() {
  csp::channel<int> c;
  const writer<int> open = c.writer();
  reader<int> in = c.reader();
  const auto nothing = co_await read_within(in, 1ms);
  auto give = [](writer<int> out) -> process { co_await out.write(7); };
  auto take = [&]() -> process_of<int> {
    auto x = co_await read_within(in, 1000s);
    co_return x ? *x : 0;
  };
  auto [source, seven] = co_await csp::par(give(c.writer()), take());
  co_return nothing == status::would_wait&&* seven == 7;
}

process_of<bool> within() {
  csp::channel<int, csp::fifo<4>> c;
  const reader<int> other = c.reader();
  const writer<int> open = c.writer();
  for (int i = 0; i < 3; ++i) static_cast<void>(c.try_write(i));
  const int seen = co_await seen_before_silence(c.reader());
  for (int i = 0; i < 4; ++i) static_cast<void>(c.try_write(i));
  const status full = co_await c.send(4).within(1ms);
  while (c.try_read()) {
  }
  co_return seen == 3 && full == status::would_wait;
}

process_of<bool> writes() {
  csp::channel<std::string> c;
  const reader<std::string> open = c.reader();
  writer<std::string> out = c.writer();
  std::string text = "still here";
  const status how = co_await write_within(out, text, 1ms);
  co_return how == status::would_wait&& text == "still here";
}

int main() {
  const auto read = csp::run(reads());
  const auto written = csp::run(writes());
  const auto silent = csp::run(within());
  return silent && *silent && read && *read && written && *written ? 0 : 1;
}
