// Memory without room for all tasks: a process that gets none ends with `failed`; a par ends those that run already, a
// spawn harms nobody, and memory that came back is given again.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/freertos.hpp>
#include <cstdint>

#include "require.hpp"

using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[4 * 1024];
alignas(std::max_align_t) std::byte memory_of_tasks[8 * 1024];
constinit csp::port::frame_pool tasks(memory_of_tasks);

process waiter(reader<int> in) { co_await in.read(); }

process too_many_in_par() {
  csp::channel<int> c;
  auto ends = co_await csp::par(waiter(c.reader()), waiter(c.reader()), waiter(c.reader()), waiter(c.reader()),
                                waiter(c.reader()), waiter(c.reader()), waiter(c.reader()), waiter(c.reader()));
  require(ends[0] == status::poisoned, "the first of the par ran, and was ended");
  require(ends[7] == status::failed, "the last of the par was refused");
}

process_of<int> spawned_until_full() {
  csp::channel<int> c;
  int running = 0;
  writer<int> out = c.writer();
  co_await csp::scope([&](csp::spawner& here) -> process {
    while (here.spawn(waiter(c.reader())) == status::done) ++running;
    require(here.spawn(waiter(c.reader())) == status::failed, "a spawn that is refused says so");
    for (int i = 0; i < running; ++i) co_await out.write(i);  // those that run are unharmed
  });
  co_return running;
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

void* csp::port::allocate_task(std::size_t bytes) noexcept {
  vTaskSuspendAll();
  void* const task = tasks.allocate(bytes);
  xTaskResumeAll();
  return task;
}
void csp::port::release_task(void* task, std::size_t bytes) noexcept {
  vTaskSuspendAll();
  tasks.release(task, bytes);
  xTaskResumeAll();
}

int main() {
  require(static_cast<bool>(csp::run(too_many_in_par())), "the par itself ends well");
  csp::port::leave_task();
  require(tasks.used() == 0, "all tasks' memory comes back");
  require(csp::port::frames.used() == 0, "all frames come back");
  for (int turn = 0; turn < 3; ++turn) {
    const auto running = csp::run(spawned_until_full());
    require(running && *running >= 4, "as many run as there is room for, again and again");
  }
  require(csp::run(waiter({}).stack_size(sizeof memory_of_tasks)) == status::failed, "run says that it was refused");
  for (std::size_t less = 0; less < 512; ++less)
    require(csp::run(waiter({}).stack_size(SIZE_MAX - less)) == status::failed, "nor does a size wrap");
  csp::port::leave_task();
  require(tasks.used() == 0, "all tasks' memory comes back");
  require(csp::port::frames.used() == 0, "all frames come back");
  board::say("refused: holds\n");
  return 0;
}
