// Laws of time.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class timers : public law {};

#ifndef CSP_TEST_SLEEPERS
#ifdef CSP_ENGINE_COOP
#define CSP_TEST_SLEEPERS 10'000
#else
#define CSP_TEST_SLEEPERS 100
#endif
#endif

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
  auto sleep = [](csp::clock::duration d) -> process { co_await csp::sleep_for(d); };
  auto fail = []() -> process {
    co_await csp::yield();
    throw 1;
  };
  auto all = [&]() -> process { co_await csp::par(sleep(1000s), fail(), sleep(csp::clock::duration::max())); };
  EXPECT_THROW(static_cast<void>(csp::run(all())), int);
#endif
}

TEST_F(timers, ten_thousand_sleepers) {
  constexpr int count = CSP_TEST_SLEEPERS;
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

// --- for ever, and what is no time ----------------------------------------------------------------------------------

static_assert(std::is_same_v<csp::clock::rep, std::int64_t>);  // the same on a host and on a board
static_assert(std::is_same_v<csp::clock::period, std::micro>);
#if !defined(_LIBCPP_VERSION) || _LIBCPP_VERSION >= 220000  // libc++ 19 does not have it
static_assert(std::chrono::is_clock_v<csp::clock>);
#endif
// Seconds are counted by the standard library in a type of its choice.
static_assert(std::is_same_v<
              decltype(csp::clock::now() + 10s),
              std::chrono::time_point<csp::clock, std::common_type_t<csp::clock::duration, std::chrono::seconds>>>);
static_assert(std::is_convertible_v<decltype(csp::clock::now() + 10s), csp::clock::time_point>);
static_assert(std::is_same_v<csp::clock::time_point, std::chrono::time_point<csp::clock>>);
static_assert(std::is_same_v<csp::clock::duration, std::chrono::duration<csp::clock::rep, csp::clock::period>>);
static_assert(std::is_same_v<decltype(csp::clock::now() - csp::clock::now()), csp::clock::duration>);
static_assert(
    std::is_same_v<decltype(csp::clock::now() + 10ns), std::chrono::time_point<csp::clock, std::chrono::nanoseconds>>);

template <class Rep, class Period = std::ratio<1>>
using time_in = std::chrono::duration<Rep, Period>;
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

// Calls see(d) for the longest delay of many units and types.
void each_delay_for_ever(auto see) {
  see(csp::clock::duration::max());
  see(std::chrono::hours::max());
  see(std::chrono::seconds::max());
  see(std::chrono::nanoseconds::max());
  see(time_in<std::int64_t, std::femto>::max());  // less than three hours, by the number alone
  see(time_in<std::uint32_t, std::micro>::max());
  see(time_in<std::int32_t, std::milli>::max());
  see(time_in<std::int32_t, std::ratio<60>>::max());  // as some libraries count minutes
  see(time_in<std::uint64_t, std::micro>::max());
  see(time_in<std::uint64_t>::max());
  see(time_in<std::int64_t, std::ratio<1, 3>>::max());
  see(time_in<double>::max());
  see(time_in<double>(infinite));
  see(time_in<float, std::milli>(1e30f));
}
// And for delays of nothing, and less.
void each_delay_of_nothing(auto see) {
  see(0s);
  see(-1us);
  see(-999ns);
  see(csp::clock::duration::min());
  see(std::chrono::hours::min());
  see(time_in<double>(-infinite));
  see(time_in<double>::min());
  see(time_in<std::uint64_t>(0));
}
// And for points in time that do not come.
void each_point_that_never_comes(auto see) {
  see(csp::clock::time_point::max());
  see(csp::clock::now() + std::chrono::hours::max());
  see(std::chrono::hours::max() + csp::clock::now());
  see(csp::clock::now() + csp::clock::duration::max());
  see(csp::clock::now() + time_in<std::uint64_t>::max());
  see(csp::clock::now() + time_in<double>(infinite));
  see(csp::clock::now() - std::chrono::hours::min());
  see(std::chrono::time_point<csp::clock, std::chrono::hours>::max());
  see(std::chrono::time_point<csp::clock, time_in<std::uint64_t, std::micro>>::max());
  see(csp::clock::now() + 1h);  // not while the test runs
  see(csp::clock::now() + 24h * 365 * 1000);
}
// And for those that are past.
void each_point_that_is_past(auto see) {
  see(csp::clock::time_point::min());
  see(csp::clock::now() - std::chrono::hours::max());
  see(csp::clock::now() - time_in<std::uint64_t>::max());
  see(csp::clock::now() + std::chrono::hours::min());
  see(csp::clock::now() - 1us);
  see(std::chrono::time_point<csp::clock, std::chrono::hours>::min());
  see(std::chrono::time_point<csp::clock, time_in<double>>(time_in<double>(-infinite)));
}

// Offers to choose what `guard` makes, and then a value that comes a little later.
template <class Guard>
unsigned chosen_beside_a_value(Guard guard) {
  unsigned which = 9;
  auto choose = [&](reader<int> in) -> process {
    int x = 0;
    which = co_await csp::pri_alt(guard, in.into(x));
  };
  auto write = [](writer<int> out) -> process {
    for (int i = 0; i < 100; ++i) co_await csp::yield();
    co_await out.send(1);
  };
  auto both = [&]() -> process {
    channel<int> c;
    co_await csp::par(choose(c.reader()), write(c.writer()));
  };
  EXPECT_TRUE(csp::run(both()));
  return which;
}

TEST_F(timers, a_guard_for_ever_is_never_ready) {
  each_delay_for_ever([](auto d) { EXPECT_EQ(chosen_beside_a_value(csp::after(d)), 1u); });
  each_point_that_never_comes([](auto t) { EXPECT_EQ(chosen_beside_a_value(csp::at(t)), 1u); });
}

TEST_F(timers, a_guard_of_no_time_is_ready_at_once) {
  each_delay_of_nothing([](auto d) { EXPECT_EQ(chosen_beside_a_value(csp::after(d)), 0u); });
  each_point_that_is_past([](auto t) { EXPECT_EQ(chosen_beside_a_value(csp::at(t)), 0u); });
}

TEST_F(timers, an_operation_within_for_ever_waits_for_its_partner) {
  each_delay_for_ever([](auto d) {
    auto read = [&](reader<int> in) -> process {
      EXPECT_TRUE(co_await in.next().within(d));
      EXPECT_TRUE(co_await in.next());
    };
    auto write = [&](writer<int> out) -> process {
      for (int i = 0; i < 100; ++i) co_await csp::yield();
      EXPECT_EQ(co_await out.send(1), status::done);
      EXPECT_EQ(co_await out.send(2).within(d), status::done);
    };
    auto both = [&]() -> process {
      channel<int> c;
      co_await csp::par(read(c.reader()), write(c.writer()));
    };
    EXPECT_TRUE(csp::run(both()));
  });
}

// For ever is no way to be woken, and so it hides no deadlock.
TEST_F(timers, who_waits_for_ever_alone_is_in_a_deadlock) {
  static int deadlocks;
  deadlocks = 0;
  csp::on_deadlock([] { ++deadlocks; });
  auto sleep = []() -> process { co_await csp::sleep_for(csp::clock::duration::max()); };
  auto sleep_until = []() -> process { co_await csp::sleep_until(csp::clock::now() + std::chrono::hours::max()); };
  auto choose = []() -> process { co_await csp::pri_alt(csp::after(time_in<double>(infinite))); };
  auto read = []() -> process {
    channel<int> c;
    reader<int> in = c.reader();
    const writer<int> open = c.writer();
    (void)co_await in.next().within(std::chrono::hours::max());
  };
  auto all = [&]() -> process { co_await csp::par(sleep(), sleep_until(), choose(), read()); };
  EXPECT_EQ(csp::run(sleep()).status(), status::deadlock);
  EXPECT_EQ(csp::run(all()).status(), status::deadlock);
  int delays = 0;
  each_delay_for_ever([&](auto d) {
    auto sleep_for = [&]() -> process { co_await csp::sleep_for(d); };
    EXPECT_EQ(csp::run(sleep_for()).status(), status::deadlock);
    ++delays;
  });
  csp::on_deadlock(nullptr);
  EXPECT_EQ(deadlocks, 2 + delays);
}

TEST_F(timers, the_largest_number_of_a_small_type_is_a_time_like_others) {
  auto all = []() -> process {
    co_await csp::sleep_for(time_in<std::int8_t, std::micro>::max());
    co_await csp::sleep_for(time_in<std::uint16_t, std::nano>::max());
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timers, sums_of_points_in_time_stay_at_the_ends) {
  using point = csp::clock::time_point;
  constexpr point begin{};
  static_assert(begin + 1ms == point(1000us) && 1ms + begin == point(1000us) && begin - 1ms == point(-1000us));
  static_assert(begin + std::chrono::hours::max() == point::max());
  static_assert(begin + std::chrono::hours::min() == point::min());
  static_assert(point(1us) - std::chrono::hours::min() == point::max());
  static_assert(point(-2us) - std::chrono::hours::max() == point::min());
  static_assert(point::max() + 1us == point::max() && point::min() - 1us == point::min());
  static_assert(point::max() - point::min() == csp::clock::duration::max());
  static_assert(point::min() - point(1us) == csp::clock::duration::min());
  static_assert(point(5us) - point(7us) == -2us);
  static_assert(begin + 1ns == std::chrono::time_point<csp::clock, std::chrono::nanoseconds>(1ns));
}

using misused_timers = timers;

TEST_F(misused_timers, what_is_not_a_number_is_no_time) {
  constexpr time_in<double> d(not_a_number);
  constexpr time_in<float> f(static_cast<float>(not_a_number));
  constexpr std::chrono::time_point<csp::clock, time_in<double>> t(d);
  channel<int> c;
  EXPECT_DEATH(static_cast<void>(csp::after(d)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(csp::after(f)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(csp::at(t)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(csp::sleep_for(d)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(csp::sleep_until(t)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(c.reader().next().within(d)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(c.writer().send(1).within(d)), "a time is not a number");
  EXPECT_DEATH(static_cast<void>(csp::ticker(d)), "a time is not a number");
}

TEST_F(misused_timers, a_period_is_more_than_nothing_and_not_for_ever) {
  EXPECT_DEATH(static_cast<void>(csp::ticker(0s)), "a period is zero or less");
  EXPECT_DEATH(static_cast<void>(csp::ticker(-1h)), "a period is zero or less");
  EXPECT_DEATH(static_cast<void>(csp::ticker(csp::clock::duration::min())), "a period is zero or less");
  EXPECT_DEATH(static_cast<void>(csp::ticker(csp::clock::duration::max())), "a period is for ever");
  EXPECT_DEATH(static_cast<void>(csp::ticker(time_in<std::uint64_t>::max())), "a period is for ever");
  EXPECT_DEATH(static_cast<void>(csp::ticker(time_in<double>(infinite))), "a period is for ever");
}

TEST_F(timers, a_ticker_of_ages_has_not_ticked_yet) {
  for (const auto period : {24h * 365 * 1000, 24h * 365 * 146'000}) {
    csp::ticker t(period);
    EXPECT_GT(t.due(), csp::clock::now() + period - 1h);
    EXPECT_EQ(t.count(), 0u);
    EXPECT_EQ(chosen_beside_a_value(csp::at(t.due())), 1u);
  }
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
