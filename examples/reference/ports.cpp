// Reference: ports. What an application may define in place of the port's own.
#include <csp/csp.hpp>
#include <csp/port/console.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/memory.hpp>
#include <mutex>
using csp::process_of;

// [pool]
alignas(std::max_align_t) static std::byte memory[16384];
constinit csp::port::frame_pool pool(memory);
std::mutex busy;  // on `threads` frames are asked for by several threads

void* csp::port::allocate_frame(std::size_t bytes) noexcept {
  const std::lock_guard lock(busy);
  return pool.allocate(bytes);
}
void csp::port::release_frame(void* frame, std::size_t bytes) noexcept {
  const std::lock_guard lock(busy);
  pool.release(frame, bytes);
}
// [/pool]

// [print]
std::size_t printed = 0;
void csp::port::print(std::string_view text) noexcept { printed += text.size(); }  // instead of standard error
// [/print]

csp::process looks() {
  csp::report();
  co_return;
}

int main() {
  csp::run(looks());
  return printed > 0 && pool.used() == 0 && pool.most_used() > 0 ? 0 : 1;
}
