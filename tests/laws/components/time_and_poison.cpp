// Laws of the components that have to do with time, or end a network.
#include "components.hpp"

namespace {

TEST_F(component, ticker_ticks_no_earlier_than_its_periods_and_ends_with_its_output) {
  int ticks = 0;
  auto all = [&]() -> process {
    channel<void> c;
    const auto start = csp::clock::now();
    auto watch = [&](reader<void> in) -> process {
      for (; ticks < 5; ++ticks) {
        co_await in.read();
        EXPECT_GE(csp::clock::now() - start, (ticks + 1) * 2ms);
      }
    };
    const auto ends = co_await csp::par(ticker(c.writer(), 2ms), watch(c.reader()));
    EXPECT_EQ(ends[0], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(ticks, 5);
}

TEST_F(component, ticker_does_not_make_up_for_signals_that_nobody_took) {
  auto all = [&]() -> process {
    channel<void> c;
    auto late = [](reader<void> in) -> process {
      co_await csp::sleep_for(20ms);
      const auto woke = csp::clock::now();
      co_await in.read();  // stood there
      co_await in.read();  // the next of the grid
      co_await in.read();
      EXPECT_GE(csp::clock::now() - woke, 2ms);
    };
    co_await csp::par(ticker(c.writer(), 2ms), late(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, ticker_counts_the_periods_that_nobody_took_and_does_not_drift) {
  auto all = [&]() -> process {
    channel<unsigned> c;
    const auto start = csp::clock::now();
    auto late = [&](reader<unsigned> in) -> process {
      const unsigned first = co_await in.read();
      EXPECT_GE(first, 1u);
      const auto then = csp::clock::now();
      co_await csp::sleep_until(then + 16ms);
      unsigned missed = co_await in.read();  // stood there
      missed += co_await in.read();
      EXPECT_GE(missed, 8u);
      EXPECT_LE((first + missed) * 2ms, csp::clock::now() - start);
    };
    co_await csp::par(ticker(c.writer(), 2ms), late(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(misused_component, a_period_of_nothing) {
  auto all = []() -> process {
    channel<void> a;
    co_await csp::par(ticker(a.writer(), 0ms), drop(a.reader(), 1));
  };
  EXPECT_DEATH(static_cast<void>(csp::run(all())), "a period is zero or less");
}

// --- poison --------------------------------------------------------------------------------------------------------

TEST_F(component, poisoner_lets_so_many_values_come_and_takes_the_network_down) {
  for (const std::size_t n : {0u, 1u, 50u}) {
    std::vector<int> seen;
    auto all = [&]() -> process {
      channel<int> a, b, c;
      const auto ends = co_await csp::par(feed_for_ever(a.writer()), seq_delta2(a.reader(), b.writer(), c.writer()),
                                          collect(b.reader(), seen), poisoner(c.reader(), n));
      EXPECT_EQ(ends[0], status::poisoned);
      EXPECT_EQ(ends[1], status::poisoned);
      EXPECT_EQ(ends[2], status::poisoned);
      EXPECT_EQ(ends[3], status::done);
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_GE(seen.size(), n);
    EXPECT_LE(seen.size(), n + 1);
  }
}

TEST_F(component, poisoner_ends_early_when_its_input_does) {
  auto all = [&]() -> process {
    channel<int> a;
    const auto ends = co_await csp::par(feed(a.writer(), list(1, 2)), poisoner(a.reader(), 3));
    EXPECT_EQ(ends[0], status::done);
    EXPECT_EQ(ends[1], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, poisoner_ends_an_endless_network_after_a_delay_from_either_side) {
  for (const auto delay : {0ms, 3ms})
    for (const bool reads : {false, true}) {
      const auto start = csp::clock::now();
      auto all = [&]() -> process {
        channel<int> a, b;
        auto poison = reads ? poisoner(a.reader(), delay) : poisoner(a.writer(), delay);
        const auto ends = co_await csp::par(feed_for_ever(a.writer()), identity(a.reader(), b.writer()),
                                            drop(b.reader(), 1'000'000'000), std::move(poison));
        for (const std::size_t i : {0u, 1u, 2u}) EXPECT_EQ(ends[i], status::poisoned);
        EXPECT_EQ(ends[3], status::done);
      };
      EXPECT_TRUE(csp::run(all()));
      EXPECT_GE(csp::clock::now() - start, delay);
    }
}

TEST_F(component, poisoner_of_a_writer_lets_what_is_buffered_be_read) {
  std::vector<int> got;
  auto all = [&]() -> process {
    channel<int, csp::fifo<4>> a;
    reader<int> in = a.reader();
    co_await csp::par(feed(a.writer(), list(1, 2, 3)));
    EXPECT_TRUE((co_await csp::par(poisoner(a.writer(), 0ms)))[0]);
    EXPECT_EQ((co_await csp::par(collect(std::move(in), got)))[0], status::poisoned);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{1, 2, 3}));
}

}  // namespace
