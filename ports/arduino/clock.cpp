// The clock of Arduino, and no sleep: its cores have none in common. Others run while the network idles.
#include "csp/port/clock.hpp"

#include <Arduino.h>

#include "../bare_metal/bell.hpp"
#include "csp/port/console.hpp"
#include "csp/port/idle.hpp"

namespace csp::port {
namespace {

constinit bell awake;

}  // namespace

[[gnu::weak]] ticks now() noexcept { return micros(); }

[[gnu::weak]] void idle() noexcept { yield(); }
[[gnu::weak]] void idle_until(ticks) noexcept { yield(); }
[[gnu::weak]] void wake() noexcept { awake.ring(); }
[[gnu::weak]] bool woken() noexcept { return awake.silence(); }

// The sketch has begun Serial; else it goes nowhere.
[[gnu::weak]] void print(std::string_view text) noexcept { Serial.write(text.data(), text.size()); }

}  // namespace csp::port
