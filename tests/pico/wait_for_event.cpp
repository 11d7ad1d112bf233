// What wfe does while interrupts are held off: one that becomes pending is an event when SEVONPEND is set, and else
// ends nothing, so that this program does not end. ARMv6-M Architecture Reference Manual, B1.5.18.
#include <hardware/structs/scb.h>
#include <hardware/sync.h>

#include <board.hpp>
#include <csp/port/frame_pool.hpp>

alignas(std::max_align_t) static std::byte memory[64];  // no process runs
constinit csp::port::frame_pool csp::port::frames(memory);

static void wait_without_an_event_before() {
  __sev();
  __wfe();
  __wfe();
}

int main() {
  const std::uint32_t before = save_and_disable_interrupts();
  board::every(1'000'000, [] {});
  scb_hw->scr = M0PLUS_SCR_SEVONPEND_BITS;
  wait_without_an_event_before();
  board::say("what becomes pending is an event, after 1000 µs\n");
  restore_interrupts(before);
  static_cast<void>(save_and_disable_interrupts());
  scb_hw->scr = 0;
  wait_without_an_event_before();
  board::say("what is held off has ended wfe\n");
  return 1;
}
