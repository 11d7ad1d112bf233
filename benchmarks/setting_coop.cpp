// The coop engine has one thread of its own accord.
#include "raw_switch.hpp"
#include "setting.hpp"

namespace bench::setting {

const char* const engine = "coop";
const int messages = 1'000'000;
const int selects = 500'000;
const int firings = 500'000;
// The benchmark of timers has a clock that jumps.
const int longest_sleep = 1'000'000;
const int processes = 1'000'000;

std::span<const int> timers() {
  static constexpr int all[] = {1, 1'000, 100'000};
  return all;
}

std::span<const yardstick> yardsticks() {
  static constexpr yardstick all[] = {switch_yardstick};
  return all;
}

void take_place() {}

}  // namespace bench::setting
