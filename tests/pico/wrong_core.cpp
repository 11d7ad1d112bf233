// A process that core 0 has made and that ends on core 1: an assertion, for their pools have no lock.
#include <pico/multicore.h>

#include <csp/coop_on.hpp>
#include <csp/csp.hpp>
#include <csp/port/pico.hpp>
#include <optional>

using core1 = csp::coop_on<1>;

alignas(std::max_align_t) static std::byte memory[2][256];
constinit csp::port::frame_pool csp::port::frames(memory[0]);
constinit csp::port::frame_pool csp::port::frames_of_core1(memory[1]);

static core1::process nothing() { co_return; }
static core1::process* made = nullptr;

int main() {
  core1::process of_core0 = nothing();
  made = &of_core0;
  multicore_launch_core1([] { static_cast<void>(csp::run(std::move(*made))); });
  for (;;) __wfi();
}
