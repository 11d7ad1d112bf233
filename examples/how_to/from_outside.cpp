// How to: feed a network from a signal handler, an interrupt or a thread of another library.
#include <csignal>
#include <csp/csp.hpp>
#include <cstdio>
#include <thread>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

// [handler]
using signals = csp::interrupt_writer<int, csp::drops_newest<4>>;

signals* to_network = nullptr;

extern "C" void on_signal(int number) { (void)to_network->try_write(number); }
// [/handler]

// [network]
process_of<int> wait_for_signal() {
  csp::channel<int> c;
  signals end(c.writer());  // it counts as a writer's end: while it lives, the channel is open
  to_network = &end;
  std::signal(SIGUSR1, on_signal);
  std::raise(SIGUSR1);
  const int number = co_await c.read();
  std::signal(SIGUSR1, SIG_DFL);  // the producer is still before its end is destroyed
  co_return number;
}
// [/network]

// [thread]
process_of<int> last_reading() {
  csp::channel<int> c;
  csp::interrupt_writer<int, csp::keeps_latest> end(c.writer());
  std::thread device([&] {
    for (int i = 1; i <= 10'000; ++i) (void)end.try_write(i);
  });
  int last = 0;
  while (last != 10'000) last = co_await c.read();
  device.join();
  co_return last;
}
// [/thread]

// [plain]
int from_plain_code() {
  csp::channel<int> in, out;
  auto twice = [](reader<int> r, writer<int> w) -> process {
    while (auto x = co_await r.next()) co_await w.write(2 * *x);
  };
  writer<int> questions = in.writer();
  reader<int> answers = out.reader();
  csp::network<void> beside(twice(in.reader(), out.writer()));
  if (questions.send(21).wait() != status::done) return 0;
  const auto answer = answers.next().wait();
  questions.retire();  // the last writer: the process ends
  return beside.wait() && answer ? *answer : 0;
}
// [/plain]

int main() {
  const auto number = csp::run(wait_for_signal());
  const auto last = csp::run(last_reading());
  return number && *number == SIGUSR1 && last && *last == 10'000 && from_plain_code() == 42 ? 0 : 1;
}
