// The clock of a Pico (RP2040, RP2350): the chip's timer of microseconds. Whoever idles waits for an event: an alarm of
// the timer is one, so is any interrupt, and so is what the other core sends, though it comes just before the sleep.
#include "csp/port/clock.hpp"

#include <hardware/irq.h>
#include <hardware/sync.h>
#include <hardware/timer.h>

#include "../bare_metal/wake_flag.hpp"
#include "csp/port/idle.hpp"

namespace csp::port {
namespace {

// Of each core: one of the timer's four alarms that nobody else has claimed. Its interrupt has nothing to do but to
// come, to the core that has asked for it.
constinit int alarms[NUM_CORES] = {-1, -1};

// False when the time has come already.
bool interrupt_at(std::uint64_t time) {
  int& alarm = alarms[get_core_num()];
  if (alarm < 0) {
    alarm = hardware_alarm_claim_unused(true);
    hardware_alarm_set_callback(static_cast<unsigned>(alarm), [](unsigned) {});
  }
  // Each time: a reset of core 1 has cleared what that core takes, and nothing tells of it.
  irq_set_enabled(hardware_alarm_get_irq_num(static_cast<unsigned>(alarm)), true);
  return !hardware_alarm_set_target(static_cast<unsigned>(alarm), from_us_since_boot(time));
}

}  // namespace

[[gnu::weak]] ticks now() noexcept { return static_cast<ticks>(time_us_64()); }
[[gnu::weak]] constinit std::uint32_t resolution = 1;

[[gnu::weak]] void idle(sleeper& engine) noexcept {
  if (!is_woken(engine)) __wfe();
}

[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  if (!is_woken(engine) && interrupt_at(static_cast<std::uint64_t>(deadline))) __wfe();
}

// It may be the other core that sleeps.
[[gnu::weak]] void wake(sleeper& engine) noexcept {
  set_woken(engine);
  __sev();
}

// Between its store and what the engine looks at then, consume_woken() has a barrier that is whole on these processors:
// what the other core wrote before its own store is seen, whichever of the two stores came last.
[[gnu::weak]] bool woken(sleeper& engine) noexcept { return consume_woken(engine); }

}  // namespace csp::port
