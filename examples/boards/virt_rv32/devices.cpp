// What of virt is no driver of its own: the counter, a light, semihosting.
#include "../board.hpp"
#include "../semihosting.hpp"

namespace board {
namespace {

std::uint32_t executed() {
  std::uint32_t count;
  asm volatile("csrr %0, minstret" : "=r"(count)::"memory");
  return count;
}

}  // namespace

[[gnu::noinline]] std::uint32_t begin_count() { return executed(); }

[[gnu::noinline]] std::uint32_t counted_since(std::uint32_t begin) {
  const std::uint32_t counted = executed() - begin;
  const std::uint32_t again = begin_count();
  const std::uint32_t nothing = executed() - again;
  return counted - nothing;
}

// The board has none: a word that a debugger can look at.
volatile bool light;
void set_light(bool on) { light = on; }

// The three instructions that are the call are not compressed, and lie in one page.
[[gnu::naked]] std::uint32_t semihosting::call(request, const void*) {
  asm volatile(
      ".option push\n .option norvc\n .balign 16\n"
      "slli x0, x0, 0x1f\n ebreak\n srai x0, x0, 7\n"
      "ret\n .option pop");
}

}  // namespace board
