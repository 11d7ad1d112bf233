// A network on core 1 without a pool of its own: an assertion.
#include <pico/multicore.h>

#include <csp/coop_on.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

alignas(std::max_align_t) static std::byte memory[256];
constinit csp::port::frame_pool csp::port::frames(memory);

static csp::coop_on<1>::process nothing() { co_return; }

int main() {
  multicore_launch_core1([] { static_cast<void>(csp::run(nothing())); });
  for (;;) __wfi();
}
