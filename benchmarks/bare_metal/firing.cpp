// A sleep, from when it begins to when its process goes on: instructions of the engine alone. The clock is the
// benchmark's own and jumps to the deadline.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

#include "figure.hpp"

using csp::process;
using namespace std::chrono_literals;

namespace {

alignas(std::max_align_t) std::byte memory[2048];

constexpr std::uint32_t rounds = 1'000;
constinit csp::port::ticks time_now = 0;

process sleep(std::uint32_t& cost) {
  co_await csp::sleep_for(1ms);
  const std::uint32_t before = board::begin_count();
  for (std::uint32_t i = 0; i < rounds; ++i) co_await csp::sleep_for(1ms);
  cost = board::counted_since(before);
}

}  // namespace

csp::port::ticks csp::port::now() noexcept { return time_now; }
constinit std::uint32_t csp::port::resolution = 0;
void csp::port::idle_until(sleeper&, ticks deadline) noexcept { time_now = deadline; }
constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  std::uint32_t cost = 0;
  if (!csp::run(sleep(cost))) return 1;
  bench::figure("sleep", cost / rounds);
  return 0;
}
