// Who is more urgent runs at once when it is given something; a process has the priority of the one that starts it, or
// its own.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/freertos.hpp>

#include "require.hpp"

using csp::process, csp::process_of, csp::reader, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[16 * 1024];

unsigned my_priority() { return static_cast<unsigned>(uxTaskPriorityGet(nullptr)); }

process_of<unsigned> says_priority() { co_return my_priority(); }
process_of<unsigned> says_priority_of_child() {
  auto [child] = co_await csp::par(says_priority());
  co_return *child;
}

process_of<bool> is_named(std::string_view name) { co_return pcTaskGetName(nullptr) == name; }

int handled = 0;

process handler(reader<int> in) {
  while (auto x = co_await in.next()) handled = *x;
}
process source(writer<int> out) {
  co_await csp::sleep_for(std::chrono::milliseconds(5));  // until the handler waits
  for (int i = 1; i <= 100; ++i) {
    co_await out.write(i);
    require(handled == i, "who is more urgent runs before the write returns");
  }
}
process urgent_handler() {
  csp::channel<int> c;
  co_await csp::par(source(c.writer()), handler(c.reader()).priority(4));
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  const unsigned mine = my_priority();
  require(*csp::run(says_priority()) == mine, "a process has the priority of the one that starts it");
  require(*csp::run(says_priority().priority(3)) == 3, "a process has the priority that it asks for");
  require(*csp::run(says_priority_of_child().priority(3)) == 3, "its children have it too");
  require(*csp::run(says_priority().priority(1000)) == configMAX_PRIORITIES - 1, "none is more urgent than there is");
  require(*csp::run(is_named("sampler").named("sampler")), "a task has the name of its process");
  require(*csp::run(is_named("a name that is ").named("a name that is much too long")),
          "as much of it as the kernel keeps");
  require(static_cast<bool>(csp::run(urgent_handler())), "the network ends well");
  require(handled == 100, "all was handled");
  board::say("priorities: hold\n");
  return 0;
}
