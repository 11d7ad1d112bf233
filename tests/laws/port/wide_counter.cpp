// Laws of a counter of 32 bits that is widened.
#include <csp/port/wide_counter.hpp>

#include "framework.hpp"

namespace {

using csp::port::ticks;

constexpr ticks half = ticks{1} << 31;

ticks read(csp::port::wide_counter& wide, ticks hardware) {
  return wide.read([&] { return static_cast<std::uint32_t>(hardware); });
}

// A port's own clock, as the reference shows it.
std::uint32_t timer_of_the_chip = 0;
std::uint32_t microseconds_of_timer() { return timer_of_the_chip; }
// [now]
constinit csp::port::wide_counter widened;

csp::port::ticks now() { return widened.read(microseconds_of_timer); }
// [/now]

class wide_counters : public testing::Test {};

TEST_F(wide_counters, a_port_s_clock_goes_on_where_its_timer_begins_again) {
  timer_of_the_chip = 0xffff'fff0;
  const ticks before = now();
  timer_of_the_chip += 0x20;
  EXPECT_EQ(now() - before, 0x20);
}

TEST_F(wide_counters, one_that_is_asked_once_in_each_half_turn_does_not_wrap) {
  csp::port::wide_counter wide;
  ticks hardware = 5;
  for (int i = 0; i < 1000; ++i, hardware += half - 1) ASSERT_EQ(read(wide, hardware), hardware);
  for (int i = 0; i < 1000; ++i, hardware += half / 3) ASSERT_EQ(read(wide, hardware), hardware);
}

TEST_F(wide_counters, it_may_be_asked_first_in_either_half) {
  csp::port::wide_counter first, second;
  EXPECT_EQ(read(first, 7), 7);
  EXPECT_EQ(read(second, half + 7), half + 7);
  EXPECT_EQ(read(second, 2 * half), 2 * half);
}

// As an interrupt does that comes between the two looks of the one whom it interrupts.
TEST_F(wide_counters, whoever_is_interrupted_while_asking_counts_no_half_twice) {
  csp::port::wide_counter wide;
  for (ticks edge = half; edge < 20 * half; edge += half) {
    ASSERT_EQ(read(wide, edge - 1), edge - 1);
    const ticks outer = wide.read([&] {
      EXPECT_EQ(read(wide, edge), edge);
      return static_cast<std::uint32_t>(edge + 1);
    });
    ASSERT_EQ(outer, edge + 1);
    ASSERT_EQ(read(wide, edge + 2), edge + 2);
  }
}

}  // namespace
