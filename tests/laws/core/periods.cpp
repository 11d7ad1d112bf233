// Laws of counting periods: the way of small machines is division.
#include <csp/core/choice/periods.hpp>
#include <limits>
#include <random>

#include "framework.hpp"

namespace {

using csp::core::divided_bitwise, csp::core::periods_in;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

static_assert(divided_bitwise(1, 1) == 1);
static_assert(divided_bitwise(most, 1) == most);
static_assert(divided_bitwise(most, most) == 1);
static_assert(divided_bitwise(most, most / 2) == 2);
static_assert(divided_bitwise(most, 1000) == most / 1000);

class periods : public testing::Test {};

TEST_F(periods, those_in_a_time_are_its_quotient) {
  std::mt19937_64 dice(1);
  for (int i = 0; i < 10'000; ++i) {
    const auto time = static_cast<std::int64_t>(dice() >> (1 + dice() % 63));
    const auto period = static_cast<std::int64_t>(dice() >> (1 + dice() % 63)) | 1;
    ASSERT_EQ(periods_in(time, period), static_cast<std::uint64_t>(time / period)) << time << " / " << period;
    if (time < period) continue;
    ASSERT_EQ(divided_bitwise(static_cast<std::uint64_t>(time), static_cast<std::uint64_t>(period)),
              static_cast<std::uint64_t>(time / period));
  }
}

TEST_F(periods, a_time_below_one_has_none) {
  EXPECT_EQ(periods_in(0, 1), 0u);
  EXPECT_EQ(periods_in(999, 1000), 0u);
  EXPECT_EQ(periods_in(most - 1, most), 0u);
}

}  // namespace
