// Laws of the ends for interrupts in the hands of signal handlers.
#include <sys/time.h>

#include <csignal>
#include <csp/csp.hpp>
#include <thread>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status;

namespace {

class signal_handlers : public law {};

std::atomic<csp::interrupt_writer<int, csp::drops_newest<4>>*> at_signal = nullptr;
std::atomic<int> signals = 0;

void handle(int) {
  const int n = signals++;
  static_cast<void>(at_signal.load()->try_write(n));
}

TEST_F(signal_handlers, one_writes_and_nothing_is_lost_uncounted) {
  constexpr int count = 20'000;
  std::uint32_t arrived = 0, dropped = 0;
  signals = 0;
  auto sink = [&](reader<int> in, std::thread& source) -> process {
    int last = -1;
    while (last != count - 1) {
      const int n = co_await in.read();
      EXPECT_GT(n, last);
      last = n;
      ++arrived;
    }
    source.join();
  };
  auto all = [&]() -> process {
    channel<int> c;
    csp::interrupt_writer<int, csp::drops_newest<4>> out(c.writer());
    at_signal = &out;
    struct sigaction action {
    }, before{};
    action.sa_handler = handle;
    sigaction(SIGUSR1, &action, &before);
    // Every signal but the last may find the ring full; that one is tried until it fits.
    std::thread source([&] {
      for (int i = 0; i < count - 1; ++i) raise(SIGUSR1);
      while (out.try_write(count - 1) != status::done) std::this_thread::yield();
    });
    co_await csp::par(sink(c.reader(), source));
    dropped = out.dropped();
    sigaction(SIGUSR1, &before, nullptr);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_GE(arrived + dropped, static_cast<std::uint32_t>(count));  // the last may have been dropped some times
  EXPECT_GT(arrived, 1u);
}

// A signal that interrupts the very thread which runs the network.
TEST_F(signal_handlers, a_signal_wakes_the_engine_that_sleeps) {
  int got = -1;
  auto all = [&]() -> process {
    channel<int> c;
    csp::interrupt_writer<int, csp::drops_newest<4>> out(c.writer());
    at_signal = &out;
    signals = 42;
    struct sigaction action {
    }, before{};
    action.sa_handler = handle;
    sigaction(SIGALRM, &action, &before);
    itimerval soon{};
    soon.it_value.tv_usec = 2000;
    setitimer(ITIMER_REAL, &soon, nullptr);
    got = co_await c.read();  // nobody else is there
    sigaction(SIGALRM, &before, nullptr);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, 42);
}

}  // namespace
