// Time over hardware that counts 32 bits and wraps, in microseconds or coarser. The clock is the test's own: it stands
// still but for sleeps, which move it at once.
#include <csp/components.hpp>
#include <csp/csp.hpp>
#include <csp/port/idle.hpp>
#include <csp/port/thread.hpp>
#include <csp/port/wide_counter.hpp>

#include "law.hpp"

namespace {

// What a port has: real time in nanoseconds, a counter of 32 bits that steps once in a unit, and its width.
class hardware {
 public:
  void begin(std::int64_t real, std::uint32_t unit) {
    real_ = real;
    unit_ = unit;
    csp::port::resolution = unit / 1000;
    std::construct_at(&wide_);
  }

  std::int64_t real() {
    const alone here(*this);
    return real_;
  }
  csp::port::ticks now() {
    const alone here(*this);
    return shown();
  }

  // Sleeps as a port does: until the counter shows `deadline`, but not for longer than it may at once.
  void sleep_until(csp::port::ticks deadline) {
    EXPECT_LT(deadline, csp::port::never);
    const alone here(*this);
    const csp::port::ticks left = std::min(deadline - shown(), csp::port::longest_sleep);
    if (left <= 0) return;
    const std::int64_t wanted = (shown() + left) * 1000;
    real_ = (wanted + unit_ - 1) / unit_ * unit_;
  }

  // Something takes so long meanwhile.
  void pass(std::chrono::nanoseconds time) {
    const alone here(*this);
    real_ += time.count();
  }

 private:
  // A board has no mutex.
  class alone {
   public:
    explicit alone(hardware& of) : busy_(&of.busy_) {
      while (busy_->test_and_set(std::memory_order_acquire)) {
      }
    }
    alone(const alone&) = delete;
    alone& operator=(const alone&) = delete;
    ~alone() { busy_->clear(std::memory_order_release); }

   private:
    std::atomic_flag* busy_;
  };

  csp::port::ticks shown() {
    return wide_.read([this] { return static_cast<std::uint32_t>(real_ / unit_); }) * unit_ / 1000;
  }

  std::atomic_flag busy_;
  std::int64_t real_ = 0;
  std::uint32_t unit_ = 1000;
  csp::port::wide_counter wide_;
};

hardware it;

}  // namespace

namespace csp::port {

ticks now() noexcept { return it.now(); }
std::uint32_t resolution = 1;

void idle_until(sleeper&, ticks deadline) noexcept { it.sleep_until(deadline); }

// Replaced together with it.
void idle(sleeper&) noexcept {}
void wake(sleeper& engine) noexcept { engine.word.store(1, std::memory_order_release); }
bool woken(sleeper& engine) noexcept {
  const bool was = engine.word.load(std::memory_order_acquire) != 0;  // pairs with wake()
  if (was) engine.word.store(0, std::memory_order_relaxed);
  return was;
}

bool sleep_on_until(std::atomic<std::uint32_t>& word, std::uint32_t expected, ticks deadline) noexcept {
  yield_thread();
  if (word != expected) return true;
  it.sleep_until(deadline);
  return it.now() < deadline;
}

}  // namespace csp::port

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t wrap = std::int64_t{1} << 32;  // of the counter

class clock_wrap : public law {
 protected:
  clock_wrap() { it.begin((wrap - 5000) * 1000, 1000); }  // five milliseconds to go
};

TEST_F(clock_wrap, sleeps_go_on_over_it) {
  csp::clock::duration slept{};
  auto sleep = [&]() -> process {
    const auto start = csp::clock::now();
    for (int i = 0; i < 10; ++i) co_await csp::sleep_for(1ms);
    slept = csp::clock::now() - start;
  };
  EXPECT_TRUE(csp::run(sleep()));
  EXPECT_GE(slept, 10ms);
  EXPECT_LT(slept, 11ms);
}

TEST_F(clock_wrap, a_point_in_time_beyond_it_is_not_in_the_past) {
  std::size_t which = 9;
  csp::clock::time_point later, woke;
  auto choose = [&](reader<int> in) -> process {
    int x = 0;
    later = csp::clock::now() + 10ms;
    which = co_await csp::pri_alt(in.into(x), csp::at(later));
    woke = csp::clock::now();
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    co_await csp::par(choose(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(which, 1u);
  EXPECT_EQ(later.time_since_epoch().count(), wrap + 5000);
  EXPECT_EQ(woke, later);
}

TEST_F(clock_wrap, sleepers_on_both_sides_of_it_keep_their_order) {
  record order;
  auto sleep = [&](std::chrono::milliseconds d, char name) -> process {
    co_await csp::sleep_for(d);
    order += name;
  };
  auto all = [&]() -> process {
    co_await csp::par(sleep(8ms, 'c'), sleep(2ms, 'a'), sleep(9ms, 'd'), sleep(4ms, 'b'), sleep(0ms, '0'));
  };
  EXPECT_TRUE(csp::run(all()));
#ifdef CSP_ENGINE_COOP
  EXPECT_EQ(order.text(), "0abcd");
#else
  EXPECT_EQ(order.text().size(), 5u);
#endif
}

// Each but the first is longer than half of a turn.
TEST_F(clock_wrap, a_delay_may_be_longer_than_many_turns) {
  auto sleep = [](std::chrono::minutes d) -> process {
    const auto start = csp::clock::now();
    co_await csp::sleep_for(d);
    EXPECT_GE(csp::clock::now() - start, d);
    EXPECT_LT(csp::clock::now() - start, d + 1ms);
    co_await csp::sleep_until(start + 2 * d);
    EXPECT_GE(csp::clock::now() - start, 2 * d);
    EXPECT_LT(csp::clock::now() - start, 2 * d + 1ms);
    EXPECT_EQ(co_await csp::pri_alt(csp::after(d), csp::after(d + 1ms)), 0u);
    EXPECT_GE(csp::clock::now() - start, 3 * d);
    EXPECT_EQ(co_await csp::pri_alt(csp::at(start + 5 * d), csp::at(start + 4 * d)), 1u);
    EXPECT_EQ(csp::clock::now(), start + 4 * d);
  };
  for (const auto d : {35min, 36min, 71min, 72min, 10h + 0min, 365 * 24h + 0min}) EXPECT_TRUE(csp::run(sleep(d)));
}

TEST_F(clock_wrap, a_loop_until_a_point_in_time_ends_though_it_is_asked_after_a_wrap) {
  int hours = 0;
  auto wait = [&]() -> process {
    const auto until = csp::clock::now() + 10h;
    while (csp::clock::now() < until) {
      co_await csp::sleep_for(1h);
      ++hours;
    }
  };
  EXPECT_TRUE(csp::run(wait()));
  EXPECT_EQ(hours, 10);
}

TEST_F(clock_wrap, what_is_left_until_a_point_in_the_past_is_negative_and_only_yields) {
  auto late = []() -> process {
    const auto deadline = csp::clock::now() + 1ms;
    it.pass(2ms);
    const auto now = csp::clock::now();
    const csp::clock::duration left = deadline - now;
    EXPECT_EQ(left, -1ms);
    co_await csp::sleep_for(left);
    EXPECT_EQ(co_await csp::pri_alt(csp::after(left), csp::after(1ms)), 0u);
    EXPECT_EQ(csp::clock::now(), now);
  };
  EXPECT_TRUE(csp::run(late()));
}

TEST_F(clock_wrap, a_ticker_keeps_its_phase_over_it_however_late_it_is_asked) {
  std::vector<csp::clock::rep> at;
  std::vector<std::uint64_t> periods;
  const auto start = csp::clock::now();
  auto ticks = [&]() -> process {
    csp::ticker t(1ms);
    for (int i = 0; i < 9; ++i) {
      periods.push_back(co_await t.tick());
      at.push_back((csp::clock::now() - start).count());
      if (i == 2) it.pass(2500us);  // something takes two and a half periods
      if (i == 5) it.pass(300us);
      if (i == 7) co_await csp::sleep_for(3h + 100us);
    }
  };
  EXPECT_TRUE(csp::run(ticks()));
  EXPECT_EQ(at, (std::vector<csp::clock::rep>{1001, 2001, 3001, 5501, 6001, 7001, 8001, 9001, 10'800'009'102}));
  EXPECT_EQ(periods, (std::vector<std::uint64_t>{1, 1, 1, 2, 1, 1, 1, 1, 10'800'000}));
}

// More of them than 32 bits count; the sum of what was counted is the time.
TEST_F(clock_wrap, a_ticker_that_is_left_alone_for_hours_counts_every_period) {
  auto ticks = []() -> process {
    csp::ticker t(1us);
    EXPECT_EQ(t.count(), 0u);  // none is over
    const auto first = t.due();
    co_await csp::sleep_for(2h);
    const auto now = csp::clock::now();
    EXPECT_EQ(co_await t.tick(), 7'200'000'000u);
    EXPECT_EQ(t.due(), now + 1us);
    EXPECT_EQ(t.due() - first, 7'200'000'000us);
    co_await csp::sleep_for(2h);
    EXPECT_EQ(co_await csp::pri_alt(csp::at(t.due()), csp::skip()), 0u);
    EXPECT_EQ(t.count(), 7'200'000'001u);
    EXPECT_EQ(t.count(), 0u);
  };
  EXPECT_TRUE(csp::run(ticks()));
}

TEST_F(clock_wrap, a_ticker_is_a_guard_too) {
  std::vector<csp::clock::rep> at;
  const auto start = csp::clock::now();
  auto ticks = [&](reader<int> in) -> process {
    csp::ticker t(2ms);
    int x = 0;
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(co_await csp::pri_alt(in.into(x), csp::at(t.due())), 1u);
      EXPECT_EQ(t.count(), 1u);
      at.push_back((csp::clock::now() - start).count());
    }
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    co_await csp::par(ticks(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(at, (std::vector<csp::clock::rep>{2001, 4001, 6001}));
}

// More than a value counts is spread over several.
TEST_F(clock_wrap, what_a_ticker_writes_adds_up_to_the_time_in_any_type) {
  unsigned sum = 0;
  int full = 0;
  const auto start = csp::clock::now();
  auto late = [&](reader<unsigned char> in) -> process {
    sum += co_await in.read();
    co_await csp::sleep_for(700ms);
    while (sum < 700) {
      const unsigned periods = co_await in.read();
      sum += periods;
      full += periods == 255;
    }
    EXPECT_LE(std::chrono::milliseconds(sum), csp::clock::now() - start);
  };
  auto all = [&]() -> process {
    channel<unsigned char> c;
    co_await csp::par(csp::components::ticker(c.writer(), 1ms), late(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(full, 2);
}

// Each form of a delay, by clocks of a microsecond and of a hundredth of a second, in several phases of them.
class a_clock_that_is_behind : public law {
 protected:
  template <class Wait>
  void lasts(std::uint32_t unit, std::chrono::microseconds delay, Wait wait) {
    for (const std::uint32_t phase : std::initializer_list<std::uint32_t>{0, 1, unit / 2, unit - 1}) {
      it.begin(std::int64_t{unit} * 1000 + phase, unit);
      std::int64_t waited = 0;
      auto measured = [&]() -> process {
        const std::int64_t start = it.real();
        co_await wait(delay);
        waited = it.real() - start;
      };
      EXPECT_TRUE(csp::run(measured()));
      EXPECT_GE(std::chrono::nanoseconds(waited), delay) << "in phase " << phase;
      EXPECT_LT(std::chrono::nanoseconds(waited), delay + std::chrono::nanoseconds(3 * unit));
    }
  }
  template <class Wait>
  void lasts(Wait wait) {
    for (const std::uint32_t unit : {1'000u, 10'000'000u})
      for (const auto d : {1us, 2us, 999us, 10'000us, 12'345us}) lasts(unit, d, wait);
  }
};

TEST_F(a_clock_that_is_behind, makes_no_sleep_shorter_than_asked) {
  lasts([](std::chrono::microseconds d) -> process { co_await csp::sleep_for(d); });
}

TEST_F(a_clock_that_is_behind, makes_no_timeout_of_a_choice_early) {
  lasts([](std::chrono::microseconds d) -> process {
    int x = 0;
    channel<int> c;
    reader<int> in = c.reader();
    const writer<int> open = c.writer();
    EXPECT_EQ(co_await csp::pri_alt(in.into(x), csp::when(true, csp::after(d))), 1u);
  });
}

TEST_F(a_clock_that_is_behind, makes_no_timeout_of_a_kept_choice_early) {
  lasts([](std::chrono::microseconds d) -> process {
    int x = 0;
    channel<int> c;
    reader<int> in = c.reader();
    const writer<int> open = c.writer();
    auto choice = csp::keep(csp::pri_alt(in.into(x), csp::after(d)));
    EXPECT_EQ(co_await choice.select(), 1u);
  });
}

TEST_F(a_clock_that_is_behind, makes_no_timeout_of_an_operation_early) {
  lasts([](std::chrono::microseconds d) -> process {
    channel<int> c;
    reader<int> in = c.reader();
    const writer<int> open = c.writer();
    EXPECT_EQ((co_await in.next().within(d)).status(), status::would_wait);
  });
  lasts([](std::chrono::microseconds d) -> process {
    channel<int> c;
    reader<int> in = c.reader();
    writer<int> out = c.writer();
    EXPECT_EQ(co_await out.send(1).within(d), status::would_wait);
  });
}

TEST_F(a_clock_that_is_behind, makes_no_first_tick_early) {
  lasts([](std::chrono::microseconds d) -> process {
    csp::ticker t(d);
    EXPECT_GE(co_await t.tick(), 1u);
  });
}

TEST_F(a_clock_that_is_behind, makes_no_first_signal_early) {
  std::int64_t at = 0;
  auto take = [&](reader<void> in) -> process {
    co_await in.read();
    at = it.real();
  };
  auto both = [&](std::chrono::microseconds d) -> process {
    channel<void> c;
    co_await csp::par(csp::components::ticker(c.writer(), d), take(c.reader()));
  };
  for (const std::uint32_t unit : {1'000u, 10'000'000u}) {
    it.begin(std::int64_t{unit} * 1000 + unit - 1, unit);
    const std::int64_t start = it.real();
    EXPECT_TRUE(csp::run(both(20ms)));
    EXPECT_GE(std::chrono::nanoseconds(at - start), 20ms);
  }
}

TEST_F(a_clock_that_is_behind, makes_no_poisoner_early) {
  lasts([](std::chrono::microseconds d) -> process {
    channel<int> c;
    co_await csp::par(csp::components::poisoner(c.reader(), d));
  });
}

}  // namespace
