// Laws of the ends for interrupts: they never wait, and what they do not pass on is counted.
#include <csp/csp.hpp>

#include "elsewhere.hpp"
#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class interrupts : public law {};

#ifndef CSP_TEST_MESSAGES
#define CSP_TEST_MESSAGES 1'000'000
#endif

TEST_F(interrupts, many_producers_from_elsewhere_lose_nothing) {
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
    std::vector<elsewhere> sources;
    for (int i = 0; i < producers; ++i) ends.push_back(std::make_unique<end>(c.writer()));
    for (int i = 0; i < producers; ++i)
      sources.emplace_back([&, i, n = 0, out = ends[static_cast<std::size_t>(i)].get()]() mutable {
        if (out->try_write({i, n}) != status::done) {
          ++refused;
          return elsewhere::turn::later;
        }
        return ++n < each ? elsewhere::turn::again : elsewhere::turn::over;
      });
    co_await csp::par(sink(c.reader()));
    for (auto& source : sources) source.join();
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
  constexpr int count = CSP_TEST_MESSAGES / 10;
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
    int n = 0;
    elsewhere source([&] {
      ++n;
      EXPECT_EQ(out.try_write({n, n}), status::done);
      return n < count ? elsewhere::turn::again : elsewhere::turn::over;
    });
    co_await csp::par(sink(c.reader()));
    source.join();
    dropped = out.dropped();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(arrived + dropped, static_cast<std::uint32_t>(count));
}

TEST_F(interrupts, the_latest_value_is_the_one_that_is_latest_when_it_is_read) {
  int first = 0;
  std::uint32_t replaced = 0;
  auto all = [&]() -> process {
    channel<int> c;
    csp::interrupt_writer<int, csp::keeps_latest> end(c.writer());
    for (int i = 1; i <= 100; ++i) {
      EXPECT_EQ(end.try_write(i), status::done);
      if (i % 10 == 1) co_await csp::sleep_for(1ms);  // so that it is looked at, and waits in the channel
    }
    while (end.dropped() != 99) co_await csp::sleep_for(1ms);  // until it is looked at again
    first = co_await c.read();
    EXPECT_EQ((co_await c.next().within(2ms)).status(), status::would_wait);
    replaced = end.dropped();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(first, 100);
  EXPECT_EQ(replaced, 99u);
}

#ifdef CSP_ENGINE_COOP
TEST_F(interrupts, what_an_extended_read_gives_back_is_read_next) {
  std::vector<int> got;
  auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
  auto fail = [&](reader<int> in, reader<void> never) -> process {
    co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
  };
  auto write = [](writer<int> out) -> process {
    co_await csp::sleep_for(1ms);
    co_await out.write(2);
  };
  auto read = [&](reader<int> in, writer<void> held) -> process {
    co_await csp::sleep_for(2ms);
    held.retire();
    co_await csp::sleep_for(1ms);
    for (int i = 0; i < 2; ++i) got.push_back(co_await in.read());
  };
  auto all = [&]() -> process {
    channel<int> c;
    channel<void> never;
    csp::interrupt_writer<int> end(c.writer());
    EXPECT_EQ(end.try_write(1), status::done);
    co_await csp::par(fail(c.reader(), never.reader()), write(c.writer()), read(c.reader(), never.writer()));
  };
  csp::run(all());
  EXPECT_EQ(got, (std::vector<int>{1, 2}));
}
#endif

TEST_F(interrupts, what_a_process_writes_is_taken_by_an_interrupt_in_order) {
  constexpr int count = 10'000;
  std::atomic<int> taken = 0;
  std::atomic<status> end = status::would_wait;
  auto all = [&]() -> process {
    channel<int> c;
    csp::interrupt_reader<int, 4> in(c.reader());
    elsewhere consumer([&] {
      const auto x = in.try_read();
      if (x) {
        EXPECT_EQ(*x, taken);
        ++taken;
        return elsewhere::turn::again;
      }
      if (x.status() == status::would_wait) return elsewhere::turn::later;
      end = x.status();
      return elsewhere::turn::over;
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
      elsewhere source([&] {
        static_cast<void>(out.try_write(5));
        return elsewhere::turn::over;
      });
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

// Its first value, too: one that nobody will ever read is not taken.
TEST_F(interrupts, an_end_of_a_channel_that_has_ended_says_so_though_it_did_not_wait_there) {
  auto all = []() -> process {
    channel<int> c, d, read, full;
    csp::interrupt_writer<int> out(c.writer());
    csp::interrupt_writer<int, csp::keeps_latest> other(d.writer());
    csp::interrupt_writer<int> used(read.writer());
    csp::interrupt_reader<int, 1> in(full.reader());
    EXPECT_EQ(used.try_write(1), status::done);
    EXPECT_EQ(co_await read.read(), 1);
    co_await full.write(1);
    c.reader().retire();
    d.poison();
    read.poison();
    full.writer().retire();
    EXPECT_EQ(out.try_write(1), status::closed);
    EXPECT_EQ(other.try_write(1), status::poisoned);
    EXPECT_EQ(used.try_write(1), status::poisoned);
    EXPECT_EQ(out.dropped(), 0U);
    csp::interrupt_writer<int> late(d.writer());
    EXPECT_EQ(late.try_write(1), status::poisoned);
    EXPECT_EQ(*in.try_read(), 1);
    EXPECT_EQ(in.try_read(), status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(interrupts, an_end_of_a_channel_that_has_ended_while_its_value_was_looked_at_says_so) {
  auto all = []() -> process {
    channel<int> c;
    csp::interrupt_writer<int> out(c.writer());
    reader<int> in = c.reader();
    EXPECT_EQ(out.try_write(1), status::done);
    EXPECT_EQ(co_await in.extended([&](const int&) { c.poison(); }), 1);
    EXPECT_EQ(out.try_write(2), status::poisoned);
  };
  EXPECT_TRUE(csp::run(all()));
}

// On coop the engine looks at interrupts though somebody always runs.
TEST_F(interrupts, a_process_that_never_waits_does_not_starve_them) {
  std::atomic<bool> over = false;
  auto all = [&]() -> process {
    channel<int> c, busy;
    csp::interrupt_writer<int> out(c.writer());
    elsewhere source([&] {
      static_cast<void>(out.try_write(5));
      return elsewhere::turn::over;
    });
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
