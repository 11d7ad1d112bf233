// A program with everything in it that the library has; its exit code tells whether the answers are right.
#include <csp/components.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using namespace std::chrono_literals;
using csp::channel, csp::interrupt_reader, csp::interrupt_writer, csp::process, csp::process_of, csp::reader,
    csp::status, csp::writer;

// [pool]
namespace {

alignas(std::max_align_t) std::byte memory[8 * 1024];

}  // namespace

// Ports for hosts do not ask for it.
constinit csp::port::frame_pool csp::port::frames(memory);
// [/pool]

namespace {

process count_to(int last, writer<int> out) {
  for (int i = 1; i <= last; ++i) co_await out.write(i);
}
process_of<int> sum(reader<int> in) {
  int total = 0;
  while (const auto x = co_await in.next()) total += *x;
  co_return total;
}

// Fair choice, input and output guards, a timeout.
process_of<int> chosen(reader<int> left, reader<int> right, writer<int> out) {
  int x = 0, total = 0;
  auto choice = csp::keep(csp::fair_alt(left.into(x), right.into(x)));
  for (int i = 0; i < 8; ++i) {
    co_await choice.select();
    total += x;
  }
  if (co_await csp::pri_alt(csp::when(false, left.into(x)), csp::after(10min), out.from(x)) != 2) co_return 0;
  co_return co_await csp::pri_alt(csp::when(false, csp::skip()), csp::after(100us)) == 1 ? total : 0;
}

process_of<bool> choices() {
  channel<int> a, b, out;
  auto [l, r, total, last] = co_await csp::par(count_to(4, a.writer()), count_to(4, b.writer()),
                                               chosen(a.reader(), b.reader(), out.writer()), sum(out.reader()));
  co_return total&&* total == 20 && last&&* last == 4;
}

process_of<bool> buffers_and_operations() {
  channel<int, csp::fifo<2>> queue;
  channel<int, csp::latest> newest;
  channel<void> signal;
  for (int i = 1; i <= 3; ++i) co_await newest.write(i);
  co_await csp::par(queue.write(1), queue.write(2), signal.write(), signal.read());
  int seen = 0;
  const int first = co_await queue.extended([&](const int& x) { seen = x; });
  const int last = co_await newest.read();
  const auto none = co_await signal.next().within(100us);
  co_return first == 1 && seen == 1 && last == 3 &&
      queue.try_write(3) == status::done&& queue.try_write(4) == status::would_wait&& none.status() ==
          status::would_wait;
}

process request(writer<writer<int>> to, int& answer) {
  csp::ends<int> reply = csp::make_channel<int>();
  co_await to.write(std::move(reply.writer));
  answer = co_await reply.reader.read();
}
process serve(reader<writer<int>> in) {
  while (auto reply = co_await in.next()) co_await reply->write(42);
}

process_of<bool> scopes_and_shared_channels() {
  channel<writer<int>> requests;
  int answers[3] = {};
  auto body = [&](csp::spawner& here) -> process {
    const auto open = requests.writer();  // else it closes when the first client is served before the next one has come
    static_cast<void>(here.spawn(serve(requests.reader())));
    for (int& each : answers) static_cast<void>(here.spawn(request(requests.writer(), each)));
    co_return;
  };
  const csp::outcome how = co_await csp::scope(body);
  co_return how&& answers[0] == 42 && answers[1] == 42 && answers[2] == 42;
}

process meet(csp::enrolment at, int& met) {
  for (int i = 0; i < 3; ++i) {
    co_await at.sync();
    ++met;
  }
}
process_of<bool> barriers_and_tickers() {
  csp::barrier all;
  int met[2] = {};
  csp::enrolment one = all.enrol(), other = all.enrol();
  co_await csp::par(meet(std::move(one), met[0]), meet(std::move(other), met[1]));
  csp::ticker tick(100us);
  for (int i = 0; i < 3; ++i) co_await tick.tick();
  co_return met[0] == 3 && met[1] == 3;
}

process_of<bool> interrupts() {
  channel<int> in, out;
  interrupt_writer<int, csp::drops_newest<4>> source(in.writer());
  interrupt_reader<int, 4> sink(out.reader());
  bool accepted = source.try_write(7) == status::done;
  co_await out.write(1 + co_await in.read());
  while (accepted) {
    if (const auto x = sink.try_read()) co_return *x == 8;
    co_await csp::yield();
  }
  co_return false;
}

process_of<bool> poison() {
  channel<int> numbers, successors;
  auto stop = [](reader<int> in) -> process {
    co_await in.read();
    in.poison();
  };
  auto [a, b, c] =
      co_await csp::par(csp::components::numbers(numbers.writer()),
                        csp::components::successor(numbers.reader(), successors.writer()), stop(successors.reader()));
  co_return a == status::poisoned&& b == status::poisoned&& c == status::done;
}

// A number for each that fails.
process_of<int> everything() {
  process_of<bool> all[] = {
      choices(), buffers_and_operations(), scopes_and_shared_channels(), barriers_and_tickers(), interrupts(),
      poison()};
  int number = 0;
  for (auto& each : all) {
    ++number;
    const bool right = co_await each;
    if (!right) co_return number;
  }
  co_return 0;
}

}  // namespace

int main() {
  const auto failed = csp::run(everything());
  return failed ? *failed : 100;
}
