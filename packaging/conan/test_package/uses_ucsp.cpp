// A program of somebody who uses the library. Prints its engine, told by where a process runs.
#include <csp/csp.hpp>
#include <cstdio>
#include <thread>

using csp::process, csp::reader, csp::writer;

process tell(writer<std::thread::id> out) { co_await out.write(std::this_thread::get_id()); }

process hear(reader<std::thread::id> in, std::thread::id plain) {
  std::puts(co_await in.read() == plain ? "coop" : "threads");
}

process network(std::thread::id plain) {
  csp::channel<std::thread::id> c;
  co_await csp::par(tell(c.writer()), hear(c.reader(), plain)).or_end();
}

int main() { return csp::run(network(std::this_thread::get_id())) ? 0 : 1; }
