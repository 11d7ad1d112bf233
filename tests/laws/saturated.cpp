// Laws of time in microseconds: rounded up, and for ever where it would overflow.
#include <csp/saturated.hpp>

#include "framework.hpp"

namespace {

using csp::core::microseconds;
using namespace std::chrono;
using namespace std::chrono_literals;

constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
template <class Rep>
using in_seconds = duration<Rep>;

class microseconds_of : public testing::Test {};

TEST_F(microseconds_of, a_duration_are_rounded_up) {
  static_assert(microseconds(0ns) == 0 && microseconds(1ns) == 1 && microseconds(1000ns) == 1);
  static_assert(microseconds(1001ns) == 2 && microseconds(-1ns) == 0 && microseconds(-1001ns) == -1);
  static_assert(microseconds(7us) == 7 && microseconds(7ms) == 7'000 && microseconds(1h) == 3'600'000'000);
  static_assert(microseconds(duration<int, std::ratio<1, 3>>(1)) == 333'334);
  static_assert(microseconds(duration<int, std::ratio<1, 3>>(-1)) == -333'333);
  static_assert(microseconds(duration<signed char, std::milli>(-128)) == -128'000);
  static_assert(microseconds(duration<unsigned char, std::nano>(255)) == 1);
  static_assert(microseconds(duration<double, std::nano>(1000.5)) == 2);
  static_assert(microseconds(duration<double>(-0.25)) == -250'000);
  static_assert(microseconds(duration<float, std::ratio<60>>(0.5f)) == 30'000'000);
}

TEST_F(microseconds_of, the_longest_duration_are_the_most_there_are_in_every_unit_and_type) {
  static_assert(microseconds(hours::max()) == most && microseconds(hours::min()) == least);
  static_assert(microseconds(duration<std::int64_t, std::micro>::max()) == most);
  static_assert(microseconds(duration<std::uint64_t, std::micro>::max()) == most);
  static_assert(microseconds(in_seconds<std::uint64_t>::max()) == most);
  static_assert(microseconds(in_seconds<std::uint32_t>::max()) == most);
  static_assert(microseconds(nanoseconds::max()) == most);
  static_assert(microseconds(duration<std::uint64_t, std::nano>::max()) == most);
  static_assert(microseconds(duration<std::int64_t, std::ratio<1, 3>>::max()) == most);
  static_assert(microseconds(duration<std::int64_t, std::ratio<2, 3000>>::min()) == least);
  static_assert(microseconds(in_seconds<double>::max()) == most && microseconds(in_seconds<double>::min()) == least);
  static_assert(microseconds(in_seconds<float>(std::numeric_limits<float>::infinity())) == most);
  static_assert(microseconds(in_seconds<double>(-std::numeric_limits<double>::infinity())) == least);
  static_assert(microseconds(in_seconds<long double>::max()) == most);
}

TEST_F(microseconds_of, the_edge_of_what_there_is_are_exact) {
  static_assert(microseconds(in_seconds<std::uint32_t>(4'294'967'294)) == 4'294'967'294'000'000);
  static_assert(microseconds(nanoseconds::max() - nanoseconds(1)) == 9'223'372'036'854'776);
  static_assert(microseconds(duration<std::uint64_t, std::nano>(~std::uint64_t{0} - 1)) == 18'446'744'073'709'552);
  static_assert(microseconds(in_seconds<std::int64_t>(most / 1'000'000)) == most / 1'000'000 * 1'000'000);
  static_assert(microseconds(in_seconds<std::int64_t>(most / 1'000'000 + 1)) == most);
  static_assert(microseconds(in_seconds<std::uint64_t>(most / 1'000'000)) == most / 1'000'000 * 1'000'000);
  static_assert(microseconds(duration<std::uint64_t, std::micro>(std::uint64_t{most} + 1)) == most);
  static_assert(microseconds(duration<double, std::micro>(9223372036854774784.0)) == 9223372036854774784);
  static_assert(microseconds(duration<double, std::micro>(9223372036854775808.0)) == most);
}

using misused_microseconds = microseconds_of;

TEST_F(misused_microseconds, of_what_is_not_a_number) {
  EXPECT_DEATH(static_cast<void>(microseconds(in_seconds<double>(std::numeric_limits<double>::quiet_NaN()))),
               "a time is not a number");
  EXPECT_DEATH(static_cast<void>(microseconds(in_seconds<float>(std::numeric_limits<float>::quiet_NaN()))),
               "a time is not a number");
}

}  // namespace
