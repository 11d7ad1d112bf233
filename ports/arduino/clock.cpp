// The clock of Arduino, and no sleep: its cores have none in common. Others run while the network idles.
#include "csp/port/clock.hpp"

#include <Arduino.h>

#include "../bare_metal/wake_flag.hpp"
#include "csp/port/console.hpp"
#include "csp/port/idle.hpp"
#include "csp/port/wide_counter.hpp"

namespace csp::port {
namespace {

constinit wide_counter milliseconds;

}  // namespace

// The milliseconds are widened, which have to be asked once in 25 days at least; idling does. The microseconds, which
// both counters show, are those nearest to them.
[[gnu::weak]] ticks now() noexcept {
  const ticks about = milliseconds.read([]() -> std::uint32_t { return millis(); }) * 1000;
  const std::uint32_t ahead = static_cast<std::uint32_t>(micros()) - static_cast<std::uint32_t>(about);
  const ticks exact = about + static_cast<std::int32_t>(ahead);
  return exact < 0 ? 0 : exact;
}

// Most boards count microseconds, or 4 of them at 16 MHz, or 8 at 8 MHz.
[[gnu::weak]] constinit std::uint32_t resolution = 8;

[[gnu::weak]] void idle(sleeper& engine) noexcept { idle_until(engine, never); }
[[gnu::weak]] void idle_until(sleeper&, ticks) noexcept {
  now();
  yield();
}
[[gnu::weak]] void wake(sleeper& engine) noexcept { set_woken(engine); }
[[gnu::weak]] bool woken(sleeper& engine) noexcept { return consume_woken(engine); }

// The sketch has begun Serial; else it goes nowhere.
[[gnu::weak]] void print(std::string_view text) noexcept { Serial.write(text.data(), text.size()); }

}  // namespace csp::port
