// A network in deadlock. Prints what a channel and the frame of a process take, in bytes, and how the network ended.
#include <csp/csp.hpp>
#include <cstdio>
#include <cstdlib>

namespace {
std::size_t largest = 0;
}

namespace csp::port {
void* allocate_frame(std::size_t bytes) noexcept {
  if (bytes > largest) largest = bytes;
  return std::malloc(bytes);
}
void release_frame(void* frame, std::size_t) noexcept { std::free(frame); }
}  // namespace csp::port

csp::process wait(csp::channel<int>& c) { co_await c.read(); }

int main() {
  csp::channel<int> c;
  const csp::outcome how = csp::run(wait(c));
  std::printf("%zu %zu %s\n", sizeof c, largest, name(how.status()));
}
