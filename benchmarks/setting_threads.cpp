// The threads engine is measured on one core, beside the floor that the system sets there.
#include "one_core.hpp"
#include "raw_switch.hpp"
#include "setting.hpp"
#include "yield_ping_pong.hpp"

namespace bench::setting {

const char* const engine = "threads";
const int messages = 5'000;
const int selects = 2'000;
const int firings = 1'000;
const int longest_sleep = 200;
const int processes = 10'000;

std::span<const int> timers() {
  static constexpr int all[] = {1, 10};
  return all;
}

std::span<const yardstick> yardsticks() {
  static constexpr yardstick all[] = {switch_yardstick, yield_yardstick};
  return all;
}

void take_place() { stay_on_one_core(); }

}  // namespace bench::setting
