// Both cores of a Pico, a network on each. Core 1 looks for primes; core 0 shows them, and blinks.
//
//   core 1: search --------link--------> core 0: show      blink -> LED
//
// The link is full when core 0 has not taken what is found; then core 1 waits.
#include <pico/multicore.h>
#include <pico/stdlib.h>

#include <csp/csp.hpp>
#include <csp/link.hpp>
#include <csp/port/console.hpp>
#include <csp/port/pico.hpp>
#include <cstdio>

using namespace std::chrono_literals;
using core0 = csp::coop_on<0>;
using core1 = csp::coop_on<1>;

// [pools]
// A core has its own memory for the frames of its processes.
alignas(std::max_align_t) static std::byte memory[2][1024];
constinit csp::port::frame_pool csp::port::frames(memory[0]);
constinit csp::port::frame_pool csp::port::frames_of_core1(memory[1]);
// [/pools]

// What the library has to say, as the report of a deadlock.
void csp::port::print(std::string_view text) noexcept { std::printf("%.*s", int(text.size()), text.data()); }

// --- core 1

static bool is_prime(std::uint32_t n) {
  for (std::uint32_t d = 2; d * d <= n; ++d)
    if (n % d == 0) return false;
  return true;
}

static core1::process search(core1::writer<std::uint32_t> found) {
  for (std::uint32_t n = 2;; ++n)
    if (is_prime(n)) co_await found.write(n);
}

// --- core 0

// [show]
static core0::process show(core0::reader<std::uint32_t> found) {
  std::uint32_t prime = 0, count = 0;
  core0::ticker second(1s);
  for (;;) switch (co_await csp::pri_alt(core0::at(second.due()), found.into(prime))) {
      case 0:
        second.count();
        std::printf("%u primes, the last is %u\n", unsigned(count), unsigned(prime));
        break;
      case 1:
        ++count;
    }
}
// [/show]

static core0::process blink() {
  gpio_init(PICO_DEFAULT_LED_PIN);
  gpio_set_dir(PICO_DEFAULT_LED_PIN, true);
  core0::ticker half(250ms);
  for (bool on = true;; on = !on) {
    gpio_put(PICO_DEFAULT_LED_PIN, on);
    co_await half.tick();
  }
}

// [main]
static csp::link<std::uint32_t, 16, core1::engine, core0::engine> primes("primes");

static core0::process all() { co_await csp::par(show(primes.reader()), blink()); }

int main() {
  stdio_init_all();
  multicore_launch_core1([] { static_cast<void>(csp::run(search(primes.writer()))); });
  static_cast<void>(csp::run(all()));
}
// [/main]
