// How to: choose an engine. A program that uses both names each; the parts that do not care are templates over nothing:
// they are compiled with the engine that the target was linked with.
#include <csp/coop.hpp>
#include <csp/threads.hpp>
#include <cstdio>
#include <set>
#include <thread>

// [both]
template <class Process, class Writer>
Process tell(Writer out) {
  co_await out.write(std::this_thread::get_id());
}

csp::coop::process_of<std::thread::id> on_coop() {
  csp::coop::channel<std::thread::id> c;
  auto ask = [](csp::coop::reader<std::thread::id> in) -> csp::coop::process_of<std::thread::id> {
    co_return co_await in.read();
  };
  auto [told, id] = co_await csp::par(tell<csp::coop::process>(c.writer()), ask(c.reader()));
  co_return *id;
}

csp::threads::process_of<std::thread::id> on_threads() {
  csp::threads::channel<std::thread::id> c;
  auto ask = [](csp::threads::reader<std::thread::id> in) -> csp::threads::process_of<std::thread::id> {
    co_return co_await in.read();
  };
  auto [told, id] = co_await csp::par(tell<csp::threads::process>(c.writer()), ask(c.reader()));
  co_return *id;
}
// [/both]

int main() {
  const auto one = csp::run(on_coop());
  const auto other = csp::run(on_threads());
  if (!one || !other) return 1;
  return *one == std::this_thread::get_id() && *other != std::this_thread::get_id() ? 0 : 1;
}
