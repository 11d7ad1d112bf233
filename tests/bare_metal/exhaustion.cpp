// A pool without room for all: a par starts nothing, a spawn returns a status, and nobody else is harmed.
#include <board.hpp>
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>

using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

namespace {

alignas(std::max_align_t) std::byte memory[960];

int started = 0;

process waiter(reader<int> in) {
  ++started;
  co_await in.read();
}

void require(bool holds, std::string_view what) {
  if (holds) return;
  board::say("exhaustion: ");
  board::say(what);
  board::say("\n");
  board::exit(1);
}

process too_many_in_par() {
  csp::channel<int> c;
  const auto ends = co_await csp::par(waiter(c.reader()), waiter(c.reader()), waiter(c.reader()), waiter(c.reader()),
                                      waiter(c.reader()), waiter(c.reader()), waiter(c.reader()), waiter(c.reader()));
  for (const auto& each : ends) require(each == status::no_memory, "all processes of the par end with no_memory");
  require(started == 0, "none of them has started");
}

process_of<int> spawned_until_full() {
  csp::channel<int> c;
  int running = 0;
  writer<int> out = c.writer();
  co_await csp::scope([&](csp::spawner& here) -> process {
    while (here.spawn(waiter(c.reader())) == status::done) ++running;
    require(here.spawn(waiter(c.reader())) == status::no_memory, "a spawn without memory says so");
    for (int i = 0; i < running; ++i) co_await out.write(i);  // those that run are unharmed
    require(here.spawn(waiter(c.reader())) == status::done, "memory that came back is given again");
    co_await out.write(0);
  });
  co_return running;
}

}  // namespace

constinit csp::port::frame_pool csp::port::frames(memory);

int main() {
  require(static_cast<bool>(csp::run(too_many_in_par())), "the par itself ends well");
  require(csp::port::frames.used() == 0, "all frames come back");
  const auto running = csp::run(spawned_until_full());
  require(running && *running > 0 && started == *running + 1, "as many run as were spawned");
  require(csp::port::frames.used() == 0, "all frames come back");
  board::say("exhaustion: holds\n");
  return 0;
}
