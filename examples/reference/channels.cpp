// Reference: channels and ends.
#include <csp/csp.hpp>
#include <utility>
using csp::process, csp::process_of, csp::reader, csp::writer;

// [channel]
process produce(writer<int> out) {
  for (int i = 1; i <= 3; ++i) co_await out.write(i);
}  // its end retires here, and the channel closes

process_of<int> consume(reader<int> in) {
  int sum = 0;
  while (auto x = co_await in.next()) sum += *x;
  co_return sum;
}

process_of<int> both() {
  csp::channel<int> numbers("numbers");
  auto [produced, sum] = co_await csp::par(produce(numbers.writer()), consume(numbers.reader()));
  co_return *sum;  // 6
}
// [/channel]

// [ends]
process_of<bool> closes() {
  csp::channel<int> c;
  reader<int> in = c.reader();
  writer<int> out = c.writer();
  writer<int> shared = out;  // counted: two writers
  out.retire();              // one is left, `out` is empty
  const bool is_open = in.try_read() == csp::status::would_wait;
  shared.retire();  // the last one
  co_return is_open && !out && in.try_read() == csp::status::closed;
}
// [/ends]

// [make_channel]
process_of<int> over_one_of_its_own() {
  auto [in, out] = csp::make_channel<int>("results");
  if (!in) co_return 0;  // without memory
  auto [produced, sum] = co_await csp::par(produce(std::move(out)), consume(std::move(in)));
  co_return *sum;  // 6
}
// [/make_channel]

int main() {
  auto sum = csp::run(both());
  auto closed = csp::run(closes());
  auto made = csp::run(over_one_of_its_own());
  return sum && *sum == 6 && closed && *closed && made && *made == 6 ? 0 : 1;
}
