// The clock loses no time and never goes back while interrupts are held off for longer than the next deadline was away.
#include <board.hpp>
#include <csp/port/clock.hpp>
#include <csp/port/critical.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/idle.hpp>

alignas(std::max_align_t) static std::byte memory[64];  // no process runs
constinit csp::port::frame_pool csp::port::frames(memory);

namespace {

constexpr std::uint32_t deadline = 40, early = 10, held_off = 500, tolerated = 3;  // microseconds

volatile bool interrupted = false;
constinit csp::port::sleeper engine;

void require(bool holds, std::string_view what) {
  if (holds) return;
  board::say("held_off: ");
  board::say(what);
  board::say("\n");
  board::exit(1);
}

// Idles until a deadline, and is woken before it: the timer is still set to that deadline.
void wake_early() {
  interrupted = false;
  board::every(early * 1000, [] { interrupted = true; });
  while (!interrupted) csp::port::idle_until(engine, csp::port::now() + deadline);
  board::every(0, nullptr);
}

void hold_off() {
  const csp::port::critical_section alone;
  csp::port::ticks last = csp::port::now();
  const std::uint32_t begin = board::begin_count();
  while (board::counted_since(begin) < held_off * board::counted_in_a_microsecond()) {
    const csp::port::ticks now = csp::port::now();
    require(now >= last, "the clock goes back");
    last = now;
  }
}

}  // namespace

int main() {
  for (int i = 0; i < 10; ++i) {
    wake_early();
    const csp::port::ticks since = csp::port::now();
    const std::uint32_t begin = board::begin_count();
    hold_off();
    const std::uint32_t passed = board::counted_since(begin) / board::counted_in_a_microsecond();
    const auto seen = static_cast<std::uint32_t>(csp::port::now() - since);
    require(seen <= passed + tolerated && passed <= seen + tolerated, "the clock loses time");
  }
  board::say("held_off: holds\n");
  return 0;
}
