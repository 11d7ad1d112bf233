// Laws of the ends for interrupts in the hands of signal handlers.
#include <sys/time.h>

#include <csignal>
#include <csp/csp.hpp>
#include <thread>

#include "elsewhere.hpp"
#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;

// Of host/elsewhere.cpp, from any thread.
extern std::atomic<unsigned> lines_printed;
extern std::atomic<unsigned> cycles_printed;
extern std::string cycle_awaited;

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

// The usual program with a handler for Ctrl-C: a network in deadlock, and an end for interrupts that hides it.
process pass_on(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x);
  }
}
process quit(reader<int> in, channel<int>& stops) {
  co_await in.read();
  stops.poison();
}
process hidden_deadlock(std::atomic<csp::interrupt_writer<int>*>& handler) {
  channel<int> a("a"), b("b"), s("s");
  csp::interrupt_writer<int> out(s.writer());
  handler = &out;
  co_await csp::par(pass_on(a.reader(), b.writer()).named("left"), pass_on(b.reader(), a.writer()).named("right"),
                    quit(s.reader(), a).named("quit"));
}

TEST_F(signal_handlers, a_signal_asks_for_a_report_though_everything_sleeps) {
  printed().clear();
  lines_printed = cycles_printed = 0;
  // While one of them runs another cycle is seen, through the end for the handler, which lies in the frame of `all`.
  cycle_awaited = "csp:   cycle: left -> right -> left";
  ASSERT_EQ(csp::report_on(SIGUSR2), status::done);
  std::atomic<csp::interrupt_writer<int>*> handler = nullptr;
  // Asks until all have come to where they wait, and then lets the network end. A report may be of `all` alone: that
  // its first line has come is all that can be waited for.
  std::thread outside([&] {
    while (!handler) std::this_thread::yield();
    while (cycles_printed == 0) {
      const unsigned before = lines_printed;
      raise(SIGUSR2);
      while (lines_printed == before) std::this_thread::yield();
    }
    EXPECT_EQ(handler.load()->try_write(1), status::done);
  });
  EXPECT_EQ(csp::run(hidden_deadlock(handler).named("all")), status::done);
  outside.join();
  csp::no_report_on(SIGUSR2);
  EXPECT_NE(printed().find("csp: report: 4 processes\n"), std::string::npos) << printed();
  EXPECT_NE(printed().find("csp:   left ("), std::string::npos) << printed();
  EXPECT_NE(printed().find(") reads from b\n"), std::string::npos) << printed();
  EXPECT_NE(printed().find("csp:   cycle: left -> right -> left\n"), std::string::npos) << printed();
}

TEST_F(signal_handlers, a_report_that_is_asked_for_comes_while_processes_run) {
  printed().clear();
  ASSERT_EQ(csp::report_on(SIGUSR2), status::done);
  auto busy = []() -> process {
    raise(SIGUSR2);
    for (int i = 0; i < 1000; ++i) co_await csp::yield();
  };
  EXPECT_EQ(csp::run(busy()), status::done);
  csp::no_report_on(SIGUSR2);
  EXPECT_EQ(printed().rfind("csp: report: ", 0), 0u) << printed();
}

TEST_F(signal_handlers, a_signal_that_cannot_be_had_is_refused_and_one_that_is_given_back_does_what_it_did) {
  EXPECT_EQ(csp::report_on(SIGKILL), status::failed);
  EXPECT_EQ(csp::report_on(-1), status::failed);
  signals = 0;
  const auto before = std::signal(SIGUSR2, [](int) { ++signals; });
  ASSERT_EQ(csp::report_on(SIGUSR2), status::done);
  EXPECT_EQ(csp::report_on(SIGUSR2), status::failed);
  EXPECT_EQ(csp::report_on(SIGUSR1), status::done);
  csp::no_report_on(SIGUSR1);
  csp::no_report_on(SIGUSR2);
  csp::no_report_on(SIGUSR2);
  raise(SIGUSR2);
  EXPECT_EQ(signals, 1);
  std::signal(SIGUSR2, before);
}

TEST_F(signal_handlers, a_debugger_can_call_for_a_report_that_takes_no_lock) {
  printed().clear();
  auto stopped = []() -> process {
    csp_report();
    co_return;
  };
  EXPECT_EQ(csp::run(stopped().named("stopped")), status::done);
  EXPECT_NE(printed().find("csp:   stopped ("), std::string::npos) << printed();
}

}  // namespace
