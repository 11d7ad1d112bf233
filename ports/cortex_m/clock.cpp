// The clock of Cortex-M: turns of SysTick, summed up. Idling begins a turn that ends at the deadline; each time a few
// cycles are lost between reading the counter and starting it again.
#include "csp/port/clock.hpp"

#include "../bare_metal/wake_flag.hpp"
#include "csp/port/cortex_m.hpp"
#include "csp/port/critical.hpp"
#include "csp/port/idle.hpp"
#include "systick.hpp"

namespace csp::port {
namespace {

// All with interrupts held off.
class cycle_clock {
 public:
  void start(unsigned megahertz) {
    per_microsecond_ = megahertz;
    systick::here().start();
  }

  ticks now() const { return passed_ + (cycles_ + turned()) / per_microsecond_; }

  // The turn is over, and SysTick has begun one of the longest.
  void turn_over() {
    pass(turn_);
    turn_ = systick::longest_turn;
  }

  // An interrupt in so many microseconds, or earlier.
  void interrupt_in(ticks microseconds) {
    const std::uint32_t longest = systick::longest_turn / per_microsecond_;
    restart(microseconds < longest ? static_cast<std::uint32_t>(microseconds) * per_microsecond_ + 1
                                   : systick::longest_turn);
  }

 private:
  // Cycles since the turn began, when the counter was 0.
  std::uint32_t turned() const {
    bool over = systick::pending();
    std::uint32_t left = systick::here().current;
    if (!over && systick::pending()) {
      over = true;
      left = systick::here().current;
    }
    const std::uint32_t turn = over ? systick::longest_turn : turn_;
    return (over ? turn_ : 0) + (left ? turn - left : 0);
  }

  void pass(std::uint32_t cycles) {
    cycles_ += cycles;
    passed_ += cycles_ / per_microsecond_;
    cycles_ %= per_microsecond_;
  }
  void begin(std::uint32_t cycles) {
    turn_ = cycles;
    systick::here().turn(cycles);
  }
  void restart(std::uint32_t cycles) {
    pass(turned());
    begin(cycles);
    systick::forget_pending();
  }

  std::uint32_t per_microsecond_ = 1;
  std::uint32_t turn_ = systick::longest_turn;
  std::uint32_t cycles_ = 0;  // before this turn, and less than a microsecond
  ticks passed_ = 0;
};

constinit cycle_clock cycles;

// An interrupt that comes from here on ends the sleep at once, and is taken when they are no more held off.
void sleep() { asm volatile("dsb\n wfi" ::: "memory"); }

}  // namespace

void start_clock(unsigned megahertz) noexcept {
  const critical_section alone;
  cycles.start(megahertz);
}
void clock_interrupt() noexcept {
  const critical_section alone;
  cycles.turn_over();
}

[[gnu::weak]] ticks now() noexcept {
  const critical_section alone;
  return cycles.now();
}

[[gnu::weak]] constinit std::uint32_t resolution = 1;

[[gnu::weak]] void idle(sleeper& engine) noexcept {
  const critical_section alone;
  if (!is_woken(engine)) sleep();
}

[[gnu::weak]] void idle_until(sleeper& engine, ticks deadline) noexcept {
  const critical_section alone;
  const ticks now = cycles.now();
  if (is_woken(engine) || now >= deadline) return;
  cycles.interrupt_in(deadline - now);
  sleep();
}

[[gnu::weak]] void wake(sleeper& engine) noexcept { set_woken(engine); }
[[gnu::weak]] bool woken(sleeper& engine) noexcept { return consume_woken(engine); }

}  // namespace csp::port
