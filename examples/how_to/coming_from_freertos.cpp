// How to: what a program with FreeRTOS tasks and queues looks like here.
#include <csp/csp.hpp>
#include <cstdio>
#include <thread>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

struct sample {
  int channel;
  int value;
};

// [queue]
process producer(writer<sample> queue) {
  for (int i = 0; i < 100; ++i) co_await queue.write({0, i});
}

process_of<int> consumer(reader<sample> queue) {
  int sum = 0;
  while (auto s = co_await queue.next()) sum += s->value;
  co_return sum;
}

process_of<int> both() {
  csp::channel<sample, csp::fifo<10>> queue;
  auto [source, sum] = co_await csp::par(producer(queue.writer()), consumer(queue.reader()));
  co_return *sum;
}
// [/queue]

// [set]
struct seen {
  int samples = 0;
  int buttons = 0;
  int timeouts = 0;
};

process_of<seen> consumer_of_two(reader<sample> adc, reader<void> button) {
  seen all;
  csp::result<sample> s = status::would_wait;
  csp::result<void> b = status::would_wait;
  bool more = true, pressed = true;
  while (more || pressed)
    switch (
        co_await csp::pri_alt(csp::when(more, adc.into(s)), csp::when(pressed, button.into(b)), csp::after(100ms))) {
      case 0:
        more = static_cast<bool>(s);
        all.samples += more;
        break;
      case 1:
        pressed = static_cast<bool>(b);
        all.buttons += pressed;
        break;
      case 2:
        ++all.timeouts;
    }
  co_return all;
}
// [/set]

process press(writer<void> button) {
  for (int i = 0; i < 3; ++i) co_await button.write();
}

process_of<seen> set() {
  csp::channel<sample, csp::fifo<10>> adc;
  csp::channel<void, csp::fifo<1>> button;
  auto [a, b, all] =
      co_await csp::par(producer(adc.writer()), press(button.writer()), consumer_of_two(adc.reader(), button.reader()));
  co_return *all;
}

// [isr]
using from_isr = csp::interrupt_writer<sample, csp::drops_newest<8>>;

void isr(from_isr& out, int value) {
  (void)out.try_write({1, value});  // never waits; when it is full, the sample is counted as dropped
}
// [/isr]

// Here a thread stands for the interrupt. It ends with a sample that is tried until it fits.
process_of<bool> interrupted() {
  csp::channel<sample> c;
  from_isr out(c.writer());
  std::thread hardware([&] {
    for (int i = 1; i < 1000; ++i) isr(out, i);
    while (out.try_write({1, 0}) != status::done) std::this_thread::yield();
  });
  unsigned seen = 1;
  while ((co_await c.read()).value != 0) ++seen;
  hardware.join();
  co_return seen + out.dropped() >= 1000;
}

int main() {
  const auto sum = csp::run(both());
  const auto all = csp::run(set());
  const auto counted = csp::run(interrupted());
  if (!sum || !all || !counted) return 1;
  std::printf("%d; %d samples, %d buttons\n", *sum, (*all).samples, (*all).buttons);
  return *sum == 4950 && (*all).samples == 100 && (*all).buttons == 3 && *counted ? 0 : 1;
}
