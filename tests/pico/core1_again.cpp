// Core 1 is reset and launched again: a sleep with a deadline ends there each time, though the reset has cleared which
// interrupts that core takes.
#include <pico/multicore.h>

#include <atomic>
#include <board.hpp>
#include <csp/coop_on.hpp>
#include <csp/csp.hpp>
#include <csp/port/pico.hpp>

using core1 = csp::coop_on<1>;
using namespace std::chrono_literals;

alignas(std::max_align_t) static std::byte memory[2][256];
constinit csp::port::frame_pool csp::port::frames(memory[0]);
constinit csp::port::frame_pool csp::port::frames_of_core1(memory[1]);

static std::atomic<int> naps = 0;

static core1::process nap() { co_await core1::sleep_for(1ms); }
static void nap_on_core1() {
  static_cast<void>(csp::run(nap()));
  naps = naps + 1;
}

int main() {
  for (int launched = 1; launched <= 3; ++launched) {
    multicore_launch_core1(nap_on_core1);
    busy_wait_us(10'000);       // core 0 sends no event meanwhile,
    const int slept_so = naps;  // and looks before it prints, which does
    board::say(slept_so == launched ? "core 1 has slept\n" : "core 1 sleeps for ever\n");
    multicore_reset_core1();
  }
  return 0;
}
