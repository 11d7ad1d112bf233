// The engine coop in one task of FreeRTOS: it sleeps by the task's notification, and an interrupt wakes it.
#include <csp/coop.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/freertos.hpp>

#include "require.hpp"

using namespace csp::coop;
using namespace std::chrono_literals;

namespace {

alignas(std::max_align_t) std::byte memory[4 * 1024];

using ticks = interrupt_writer<int, csp::drops_newest<8>>;
constinit ticks* from_timer = nullptr;
constinit int elapsed = 0;

int read = 0;
bool slept = false;

process read_ticks(reader<int> in) {
  for (int i = 1; i <= 20; ++i) {
    require(co_await in.read() == i, "every tick comes, in order");
    ++read;
  }
}
process sleep() {
  const csp::port::ticks before = csp::port::now();
  co_await sleep_for(5ms);
  require(csp::port::now() - before >= 5'000, "no sleep is too short");
  slept = true;
}
process all() {
  channel<int> c;
  ticks end(c.writer());
  from_timer = &end;
  board::every(700'000, [] { (void)from_timer->try_write(++elapsed); });
  co_await csp::par(read_ticks(c.reader()), sleep());
  board::every(0, nullptr);
}

// Runs whenever the network does not.
void count(void* turns) {
  for (;;) *static_cast<volatile std::uint32_t*>(turns) = *static_cast<volatile std::uint32_t*>(turns) + 1;
}
constinit StaticTask_t place_of_count;
constinit StackType_t stack_of_count[64];

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  std::uint32_t turns = 0;
  xTaskCreateStatic(count, "count", 64, &turns, tskIDLE_PRIORITY, stack_of_count, &place_of_count);
  require(static_cast<bool>(csp::run(all())), "the network ends well");
  require(read == 20 && slept, "both processes come to their end");
  require(turns > 1000, "while nobody can run, the task sleeps, and others run");
  board::say("coop: holds\n");
  return 0;
}
