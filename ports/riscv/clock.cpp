// The clock of RISC-V: the timer of the hart, which counts for ever, and its compare register for deadlines.
#include "csp/port/clock.hpp"

#include <algorithm>

#include "../bare_metal/wake_flag.hpp"
#include "csp/port/critical.hpp"
#include "csp/port/idle.hpp"
#include "csp/port/riscv.hpp"

namespace csp::port {
namespace {

constinit machine_timer timer = {};

std::uint64_t count() {
  for (;;) {
    const std::uint32_t high = timer.time[1];
    const std::uint32_t low = timer.time[0];
    if (high == timer.time[1]) return static_cast<std::uint64_t>(high) << 32 | low;
  }
}

// Without a division of 64 bits: in base 65536, as on paper.
std::uint64_t divided(std::uint64_t n, std::uint32_t by) {
  const auto high = static_cast<std::uint32_t>(n >> 32);
  const auto low = static_cast<std::uint32_t>(n);
  const std::uint32_t upper = high % by << 16 | low >> 16;
  const std::uint32_t lower = upper % by << 16 | (low & 0xffff);
  return std::uint64_t{high / by} << 32 | ((upper / by << 16) + lower / by);
}

ticks in_microseconds(std::uint64_t counted) { return static_cast<ticks>(divided(counted, timer.megahertz)); }

// Not before the high word is out of reach is the low one changed.
void interrupt_at(std::uint64_t when) {
  timer.compare[1] = ~0u;
  timer.compare[0] = static_cast<std::uint32_t>(when);
  timer.compare[1] = static_cast<std::uint32_t>(when >> 32);
}

// An interrupt that comes from here on ends the sleep at once, and is taken when they are no more held off.
void sleep() { asm volatile("wfi" ::: "memory"); }

}  // namespace

void start_clock(const machine_timer& its) noexcept {
  timer = its;
  clock_interrupt();
  asm volatile("csrs mie, %0" ::"r"(1u << 7));
}
void clock_interrupt() noexcept { interrupt_at(~std::uint64_t{0}); }

[[gnu::weak]] ticks now() noexcept { return in_microseconds(count()); }
[[gnu::weak]] constinit std::uint32_t resolution = 1;

[[gnu::weak]] void idle(sleeper& engine) noexcept {
  const critical_section alone;
  if (!is_woken(engine)) sleep();
}

[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  const critical_section alone;
  const std::uint64_t counted = count();
  const ticks now = in_microseconds(counted);
  if (is_woken(engine) || now >= deadline) return;
  const auto left = static_cast<std::uint64_t>(std::min(deadline - now, longest_sleep));
  interrupt_at(counted + left * timer.megahertz);
  sleep();
}

[[gnu::weak]] void wake(sleeper& engine) noexcept { set_woken(engine); }
[[gnu::weak]] bool woken(sleeper& engine) noexcept { return consume_woken(engine); }

}  // namespace csp::port
