// What an interrupt wakes is never a task that is gone: the memory of released tasks stays as it is, though
// csp-interrupts of a later run has not waited yet.
#include <algorithm>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/freertos.hpp>
#include <span>

#include "require.hpp"

using csp::process, csp::reader;

namespace {

constexpr std::byte released{0x5a};

alignas(std::max_align_t) std::byte memory[8 * 1024];
alignas(std::max_align_t) std::byte memory_of_tasks[32 * 1024];
std::size_t given = 0;  // of which none is given twice
std::span<std::byte> gone[32];
std::size_t how_many_gone = 0;

using from_timer = csp::interrupt_writer<int, csp::drops_newest<8>>;
from_timer* volatile end = nullptr;
volatile int written = 0;

void on_timer() {
  if (!end) return;
  (void)end->try_write(1);
  written = written + 1;
}

process take(reader<int> in) { co_await in.read(); }

// As urgent as csp-interrupts, which has not begun when the interrupt comes.
process network() {
  csp::channel<int> c;
  from_timer out(c.writer());
  const int before = written;
  end = &out;
  while (written == before) continue;
  end = nullptr;
  co_await csp::par(take(c.reader()));
}

bool is_untouched(std::span<std::byte> task) {
  return std::ranges::all_of(task, [](std::byte each) { return each == released; });
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

void* csp::port::allocate_task(std::size_t bytes) noexcept {
  const std::size_t at = given;
  given += (bytes + alignof(std::max_align_t) - 1) / alignof(std::max_align_t) * alignof(std::max_align_t);
  require(given <= sizeof memory_of_tasks && how_many_gone < std::size(gone), "there is memory for all runs");
  return memory_of_tasks + at;
}
void csp::port::release_task(void* task, std::size_t bytes) noexcept {
  std::span<std::byte>& here = gone[how_many_gone++];
  here = {static_cast<std::byte*>(task), bytes};
  std::ranges::fill(here, released);
}

int main() {
  board::every(300'000, on_timer);
  for (int turn = 0; turn < 3; ++turn) {
    const auto ended = csp::run(network().priority(configMAX_PRIORITIES - 1));
    require(static_cast<bool>(ended), "what the interrupt wrote arrives");
    for (std::span<std::byte> task : std::span(gone).first(how_many_gone))
      require(is_untouched(task), "nobody writes into the memory of a task that is gone");
  }
  board::say("released: holds\n");
  return 0;
}
