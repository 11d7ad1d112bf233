// Both cores of a Pico: a network on each, and links between them. Core 1 squares what core 0 sends, and sends it back.
#include <pico/multicore.h>
#include <pico/stdlib.h>

#include <csp/csp.hpp>
#include <csp/link.hpp>
#include <csp/port/console.hpp>
#include <csp/port/pico.hpp>
#include <csp/port/stop.hpp>
#include <cstdio>

using core0 = csp::coop_on<0>;
using core1 = csp::coop_on<1>;

alignas(std::max_align_t) static std::byte memory[2][1024];
constinit csp::port::frame_pool csp::port::frames(memory[0]);
constinit csp::port::frame_pool csp::port::frames_of_core1(memory[1]);
void csp::port::print(std::string_view text) noexcept {
  for (const char letter : text) putchar_raw(letter);
}

namespace {

csp::link<std::uint32_t> there;
csp::link<std::uint32_t, 16, core1::engine, core0::engine> back;

core1::process square(core1::reader<std::uint32_t> in, core1::writer<std::uint32_t> out) {
  for (;;) {
    const std::uint32_t x = co_await in.read();
    co_await out.write(x * x);
  }
}

constexpr std::uint32_t count = 1000;

core0::process send(core0::writer<std::uint32_t> out) {
  for (std::uint32_t i = 0; i < count; ++i) co_await out.write(i);
}
core0::process receive(core0::reader<std::uint32_t> in, std::uint32_t& sum) {
  for (;;) sum += co_await in.read();
}
core0::process all(std::uint32_t& sum) { co_await csp::par(send(there.writer()), receive(back.reader(), sum)); }

void run_core1() { static_cast<void>(csp::run(square(there.reader(), back.writer()))); }

}  // namespace

int main() {
  stdio_init_all();
  std::uint32_t sum = 0;
  const std::uint32_t before = time_us_32();
  multicore_launch_core1(run_core1);
  static_cast<void>(csp::run(all(sum)));
  const std::uint32_t passed = time_us_32() - before;
  std::printf("%u squares by the other core: %u, %u us each\n", unsigned(count), unsigned(sum), unsigned(passed / count));
  std::printf("frames: %u and %u bytes\nend\n", unsigned(csp::port::frames.most_used()), unsigned(csp::port::frames_of_core1.most_used()));
  for (;;) __wfi();
}
