// Laws of time.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class timers : public law {};

TEST_F(timers, a_sleep_lasts_at_least_as_long_as_asked) {
  csp::clock::duration slept{};
  auto sleep = [&]() -> process {
    const auto start = csp::clock::now();
    co_await csp::sleep_for(3ms);
    slept = csp::clock::now() - start;
  };
  EXPECT_TRUE(csp::run(sleep()));
  EXPECT_GE(slept, 3ms);
}

TEST_F(timers, a_delay_may_be_given_in_any_unit_and_any_type) {
  auto sleep = []() -> process {
    const auto start = csp::clock::now();
    co_await csp::sleep_for(500ns);
    co_await csp::sleep_for(std::chrono::duration<int, std::milli>(1));
    co_await csp::sleep_for(std::chrono::duration<std::int16_t, std::milli>(1));
    co_await csp::sleep_for(std::chrono::duration<double, std::nano>(1.5));
    co_await csp::sleep_for(std::chrono::duration<float, std::ratio<60>>(0.00001f));
    EXPECT_GE(csp::clock::now() - start, 2600us);
  };
  EXPECT_TRUE(csp::run(sleep()));
}

TEST_F(timers, a_sleep_until_the_past_and_one_of_zero_only_yield) {
  auto sleep = []() -> process {
    const auto start = csp::clock::now();
    co_await csp::sleep_until(start - 5s);
    co_await csp::sleep_for(0s);
    co_await csp::sleep_for(-1s);
  };
  EXPECT_TRUE(csp::run(sleep()));
}

TEST_F(timers, a_timeout_of_zero_is_ready_at_once_and_comes_after_what_is_ready_before_it) {
  std::size_t empty = 9, full = 9;
  channel<void> begin, go;
  auto choose = [&](reader<int> a) -> process {
    int x = 0;
    empty = co_await csp::pri_alt(a.into(x), csp::after(0s));
    co_await begin.write();
    co_await go.read();
    full = co_await csp::pri_alt(a.into(x), csp::after(0s));
  };
  auto all = [&]() -> process {
    channel<int> a;
    auto write = [&](writer<int> out) -> process {
      co_await begin.read();
      co_await csp::par(out.write(1), go.write());
    };
    co_await csp::par(choose(a.reader()), write(a.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(empty, 1u);
  EXPECT_EQ(full, 0u);
}

TEST_F(timers, of_several_timeouts_the_earliest_is_chosen) {
  std::size_t which = 9, point = 9;
  auto choose = [&](reader<int> a) -> process {
    int x = 0;
    which = co_await csp::pri_alt(csp::after(50s), csp::after(2ms), a.into(x), csp::when(false, csp::after(1ms)));
    const auto now = csp::clock::now();
    point = co_await csp::pri_alt(a.into(x), csp::at(now + 50s), csp::at(now + 1ms));
  };
  auto all = [&]() -> process {
    channel<int> a;
    const writer<int> open = a.writer();
    co_await csp::par(choose(a.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(which, 1u);
  EXPECT_EQ(point, 2u);
}

TEST_F(timers, a_kept_choice_times_out_again_and_again) {
  int timeouts = 0;
  auto choose = [&](reader<int> a) -> process {
    int x = 0;
    auto choice = csp::keep(csp::fair_alt(a.into(x), csp::after(1ms)));
    for (int i = 0; i < 3; ++i) timeouts += static_cast<int>(co_await choice.select());
  };
  auto all = [&]() -> process {
    channel<int> a;
    const writer<int> open = a.writer();
    co_await csp::par(choose(a.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(timeouts, 3);
}

TEST_F(timers, what_times_out_has_taken_nothing) {
  int number = 0;
  status late = status::done;
  auto choose = [&](reader<tracked> in, channel<void>& go) -> process {
    tracked x(0);
    EXPECT_EQ(co_await csp::pri_alt(in.into(x), csp::after(1ms)), 1u);
    EXPECT_EQ(x.number, 0);
    co_await go.write();
  };
  auto all = [&]() -> process {
    channel<tracked> c;
    channel<void> go;
    auto write = [&](writer<tracked> out) -> process {
      co_await go.read();
      tracked value(4);
      late = co_await out.send(std::move(value));
      number = value.number;
    };
    co_await csp::par(choose(c.reader(), go), write(c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(late, status::closed);
  EXPECT_EQ(number, 4);
}

// On coop the engine looks at the clock though somebody always runs.
TEST_F(timers, a_process_that_never_waits_does_not_starve_timers) {
  std::atomic<bool> over = false;
  auto busy = [&](channel<int>& c) -> process {
    while (!over) co_await csp::par(c.write(1), c.read());
  };
  auto sleep = [&]() -> process {
    co_await csp::sleep_for(2ms);
    over = true;
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(busy(c), sleep());
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timers, a_sleeper_is_ended_from_outside) {
#if defined(__cpp_exceptions)
  auto sleep = []() -> process { co_await csp::sleep_for(1000s); };
  auto fail = []() -> process {
    co_await csp::yield();
    throw 1;
  };
  auto all = [&]() -> process { co_await csp::par(sleep(), fail(), sleep()); };
  EXPECT_THROW(static_cast<void>(csp::run(all())), int);
#endif
}

TEST_F(timers, ten_thousand_sleepers) {
#ifdef CSP_ENGINE_COOP
  constexpr int count = 10'000;
#else
  constexpr int count = 100;
#endif
  std::atomic<int> woken = 0;
  auto sleep = [&](int i) -> process {
    co_await csp::sleep_for(std::chrono::microseconds(i * 7919 % 20'000));
    ++woken;
  };
  auto all = [&]() -> process {
    std::vector<process> sleepers;
    for (int i = 0; i < count; ++i) sleepers.push_back(sleep(i));
    co_await csp::par(std::move(sleepers));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(woken, count);
}

using misused_timers = timers;

TEST_F(misused_timers, a_delay_beyond_half_of_the_clock) {
  EXPECT_DEATH(static_cast<void>(csp::after(std::chrono::duration<double, std::ratio<31556952>>(300'000))),
               "longer than half of the clock's wrap");
}

TEST_F(timers, a_single_operation_may_have_a_timeout) {
  auto both = [](reader<tracked> in, writer<tracked> out) -> process {
    const auto start = csp::clock::now();
    tracked mine(1);
    EXPECT_EQ((co_await in.next().within(2ms)).status(), status::would_wait);
    EXPECT_EQ(co_await out.send(std::move(mine)).within(2ms), status::would_wait);
    EXPECT_EQ(mine.number, 1);
    EXPECT_GE(csp::clock::now() - start, 4ms);
    EXPECT_EQ((co_await in.next().within(0s)).status(), status::would_wait);
    EXPECT_EQ(co_await out.send(std::move(mine)).within(0s), status::would_wait);
  };
  auto all = [&]() -> process {
    channel<tracked> c;
    co_await csp::par(both(c.reader(), c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timers, an_operation_that_is_answered_in_time_forgets_its_timeout) {
  int sum = 0;
  auto source = [](writer<int> out) -> process {
    for (int i = 1; i <= 10; ++i) EXPECT_EQ(co_await out.send(i).within(1000s), status::done);
  };
  auto sink = [&](reader<int> in) -> process {
    while (auto x = co_await in.next().within(1000s)) sum += *x;
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(source(c.writer()), sink(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(sum, 55);
}

}  // namespace
