// Laws of the ends for interrupts: they never wait, and what they do not pass on is counted.
#include <csignal>
#include <csp/csp.hpp>
#include <thread>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class interrupts : public law {};

// --- signals
// ------------------------------------------------------------------------------------------------------------

std::atomic<csp::interrupt_writer<int, csp::drops_newest<4>>*> at_signal = nullptr;
std::atomic<int> signals = 0;

void handle(int) {
  const int n = signals++;
  static_cast<void>(at_signal.load()->try_write(n));
}

TEST_F(interrupts, a_signal_handler_writes_and_nothing_is_lost_uncounted) {
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
TEST_F(interrupts, a_signal_wakes_the_engine_that_sleeps) {
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

// --- foreign threads
// ----------------------------------------------------------------------------------------------------

#ifndef CSP_TEST_MESSAGES
#define CSP_TEST_MESSAGES 1'000'000
#endif

TEST_F(interrupts, many_foreign_threads_lose_nothing) {
  constexpr int producers = 4;
  constexpr int each = CSP_TEST_MESSAGES / producers;
  struct message {
    int from;
    int number;
  };
  using end = csp::interrupt_writer<message, csp::drops_newest<256>>;
  std::atomic<std::uint32_t> refused = 0;
  std::uint32_t arrived = 0, dropped = 0;
  auto sink = [&](reader<message> in) -> process {
    int last[producers] = {-1, -1, -1, -1};
    for (; arrived < std::uint32_t{producers} * each; ++arrived) {
      const message m = co_await in.read();
      if (m.number != last[m.from] + 1) ADD_FAILURE() << m.from << ": " << m.number << " after " << last[m.from];
      last[m.from] = m.number;
    }
  };
  auto all = [&]() -> process {
    channel<message, csp::fifo<64>> c;
    std::vector<std::unique_ptr<end>> ends;
    std::vector<std::thread> threads;
    for (int i = 0; i < producers; ++i) ends.push_back(std::make_unique<end>(c.writer()));
    for (int i = 0; i < producers; ++i)
      threads.emplace_back([&, i, out = ends[static_cast<std::size_t>(i)].get()] {
        for (int n = 0; n < each;) {
          if (out->try_write({i, n}) == status::done) {
            ++n;
          } else {
            ++refused;
            std::this_thread::yield();
          }
        }
      });
    co_await csp::par(sink(c.reader()));
    for (auto& t : threads) t.join();
    for (auto& e : ends) dropped += e->dropped();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(arrived, std::uint32_t{producers} * each);
  EXPECT_EQ(dropped, refused);
}

TEST_F(interrupts, the_latest_value_arrives_and_those_replaced_are_counted) {
  struct sample {
    int number;
    int same;  // a torn value would differ
  };
  constexpr int count = 100'000;
  std::uint32_t arrived = 0, dropped = 0;
  auto sink = [&](reader<sample> in) -> process {
    for (int last = 0; last != count;) {
      const sample s = co_await in.read();
      EXPECT_EQ(s.number, s.same);
      EXPECT_GT(s.number, last);
      last = s.number;
      ++arrived;
    }
  };
  auto all = [&]() -> process {
    channel<sample> c;
    csp::interrupt_writer<sample, csp::keeps_latest> out(c.writer());
    std::thread source([&] {
      for (int i = 1; i <= count; ++i) EXPECT_EQ(out.try_write({i, i}), status::done);
    });
    co_await csp::par(sink(c.reader()));
    source.join();
    dropped = out.dropped();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(arrived + dropped, static_cast<std::uint32_t>(count));
}

TEST_F(interrupts, what_a_process_writes_is_taken_by_an_interrupt_in_order) {
  constexpr int count = 10'000;
  std::atomic<int> taken = 0;
  std::atomic<status> end = status::would_wait;
  auto all = [&]() -> process {
    channel<int> c;
    csp::interrupt_reader<int, 4> in(c.reader());
    std::thread consumer([&] {
      for (;;) {
        const auto x = in.try_read();
        if (x) {
          EXPECT_EQ(*x, taken);
          ++taken;
        } else if (x.status() == status::would_wait) {
          std::this_thread::yield();
        } else {
          end = x.status();
          return;
        }
      }
    });
    auto source = [](writer<int> out) -> process {
      for (int i = 0; i < count; ++i) co_await out.write(i);
    };
    co_await csp::par(source(c.writer()));
    while (end == status::would_wait) co_await csp::yield();  // on coop, a join here would stop the engine
    consumer.join();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(taken, count);
  EXPECT_EQ(end, status::closed);
}

TEST_F(interrupts, a_choice_takes_a_value_that_came_by_interrupt) {
  for (const bool keep : {false, true}) {
    int got = 0;
    auto all = [&]() -> process {
      channel<int> c;
      csp::interrupt_writer<int> out(c.writer());
      std::thread source([&] { static_cast<void>(out.try_write(5)); });
      auto choose = [&](reader<int> in) -> process {
        auto choice = csp::keep(csp::pri_alt(in.into(got), csp::after(1000s)));
        if (keep) {
          co_await choice.select();
        } else {
          co_await csp::pri_alt(in.into(got), csp::after(1000s));
        }
      };
      co_await csp::par(choose(c.reader()));
      source.join();
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, 5);
  }
}

TEST_F(interrupts, an_end_of_a_channel_that_has_ended_says_so) {
  status closed = status::done, poisoned = status::done;
  auto all = [&]() -> process {
    channel<int> c, d;
    csp::interrupt_writer<int> out(c.writer());
    csp::interrupt_writer<int> other(d.writer());
    c.reader().retire();
    d.poison();
    while ((closed = out.try_write(1)) == status::done) co_await csp::sleep_for(100us);
    while ((poisoned = other.try_write(1)) == status::done) co_await csp::sleep_for(100us);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_TRUE(closed == status::closed || closed == status::would_wait);
  EXPECT_TRUE(poisoned == status::poisoned || poisoned == status::would_wait);
}

// On coop the engine looks at interrupts though somebody always runs.
TEST_F(interrupts, a_process_that_never_waits_does_not_starve_them) {
  std::atomic<bool> over = false;
  auto all = [&]() -> process {
    channel<int> c, busy;
    csp::interrupt_writer<int> out(c.writer());
    std::thread source([&] { static_cast<void>(out.try_write(5)); });
    auto never_waits = [&]() -> process {
      while (!over) co_await csp::par(busy.write(1), busy.read());
    };
    auto sink = [&](reader<int> in) -> process {
      co_await in.read();
      over = true;
    };
    co_await csp::par(never_waits(), sink(c.reader()));
    source.join();
  };
  EXPECT_TRUE(csp::run(all()));
}

}  // namespace
