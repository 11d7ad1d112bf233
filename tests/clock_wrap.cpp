// Time over a port's clock of 32 bits that wraps while a network runs. The clock is the test's own: it stands still
// but for sleeps, which move it at once.
#include <csp/csp.hpp>
#include <csp/port/thread.hpp>

#include "law.hpp"

namespace {

std::atomic<std::uint32_t> time_now;

// Moves the clock on to `t`, never back.
void advance_to(std::uint32_t t) {
  std::uint32_t now = time_now;
  while (csp::port::before(now, t) && !time_now.compare_exchange_weak(now, t)) {
  }
}

}  // namespace

namespace csp::port {

ticks now() noexcept { return time_now; }

void idle_until(ticks deadline) noexcept { advance_to(deadline); }

bool sleep_on_until(std::atomic<std::uint32_t>& word, std::uint32_t expected, ticks deadline) noexcept {
  yield_thread();
  if (word != expected) return true;
  advance_to(deadline);
  return false;
}

}  // namespace csp::port

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

static_assert(sizeof(csp::port::ticks) == 4);

class clock_wrap : public law {
 protected:
  clock_wrap() { time_now = 0u - 5000u; }  // five milliseconds to go
};

TEST_F(clock_wrap, sleeps_go_on_over_it) {
  std::uint32_t slept = 0;
  auto sleep = [&]() -> process {
    const std::uint32_t start = time_now;
    for (int i = 0; i < 10; ++i) co_await csp::sleep_for(1ms);
    slept = time_now - start;
  };
  EXPECT_TRUE(csp::run(sleep()));
  EXPECT_GE(slept, 10'000u);
  EXPECT_LT(slept, 11'000u);
}

TEST_F(clock_wrap, a_point_in_time_beyond_it_is_not_in_the_past) {
  std::size_t which = 9;
  std::uint32_t woke = 0;
  auto choose = [&](reader<int> in) -> process {
    int x = 0;
    const auto later = csp::clock::now() + 10ms;
    EXPECT_LT(later.time_since_epoch().count() % (1ull << 32), 6000u);  // beyond the wrap
    which = co_await csp::pri_alt(in.into(x), csp::at(later));
    woke = time_now;
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    co_await csp::par(choose(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(which, 1u);
  EXPECT_GE(woke, 5000u);
  EXPECT_LT(woke, 6000u);
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

TEST_F(clock_wrap, the_longest_delay_is_half_of_it) {
  auto sleep = []() -> process { co_await csp::sleep_for(std::chrono::microseconds(0x7fffffff)); };
  EXPECT_TRUE(csp::run(sleep()));
  EXPECT_DEATH(static_cast<void>(csp::sleep_for(36min)), "longer than half of the clock's wrap");
}

TEST_F(clock_wrap, a_ticker_keeps_its_phase_over_it_however_late_it_is_asked) {
  std::vector<std::uint32_t> at;
  std::vector<unsigned> periods;
  const std::uint32_t start = time_now;
  auto ticks = [&]() -> process {
    csp::ticker t(1ms);
    for (int i = 0; i < 8; ++i) {
      periods.push_back(co_await t.tick());
      at.push_back(time_now - start);
      if (i == 2) advance_to(time_now + 2500);  // something takes two and a half periods
      if (i == 5) advance_to(time_now + 300);
    }
  };
  EXPECT_TRUE(csp::run(ticks()));
  EXPECT_EQ(at, (std::vector<std::uint32_t>{1000, 2000, 3000, 5500, 6000, 7000, 8000, 9000}));
  EXPECT_EQ(periods, (std::vector{1u, 1u, 1u, 2u, 1u, 1u, 1u, 1u}));
}

TEST_F(clock_wrap, a_ticker_is_a_guard_too) {
  std::vector<std::uint32_t> at;
  const std::uint32_t start = time_now;
  auto ticks = [&](reader<int> in) -> process {
    csp::ticker t(2ms);
    int x = 0;
    for (int i = 0; i < 3; ++i) {
      EXPECT_EQ(co_await csp::pri_alt(in.into(x), csp::at(t.due())), 1u);
      EXPECT_EQ(t.count(), 1u);
      at.push_back(time_now - start);
    }
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    co_await csp::par(ticks(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(at, (std::vector<std::uint32_t>{2000, 4000, 6000}));
}

}  // namespace
