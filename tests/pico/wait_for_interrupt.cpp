// What wfi does while interrupts are held off: one ends it, and is taken only when they are no more; one that is
// pending already ends it at once. As the architecture has it, ARMv6-M Architecture Reference Manual, B1.5.17.
#include <hardware/sync.h>

#include <board.hpp>
#include <csp/port/frame_pool.hpp>

alignas(std::max_align_t) static std::byte memory[64];  // no process runs
constinit csp::port::frame_pool csp::port::frames(memory);

static volatile bool taken = false;

static void say_whether(std::string_view what) {
  board::say(taken ? "taken " : "not taken ");
  board::say(what);
  board::say("\n");
}

int main() {
  const std::uint32_t before = save_and_disable_interrupts();
  board::every(1'000'000, [] { taken = true; });
  __wfi();
  say_whether("while held off");
  __wfi();  // it is pending
  restore_interrupts(before);
  say_whether("after");
  return 0;
}
