// Core 1 does what core 0 tells it through the FIFO between both.
#include <pico/multicore.h>

#include "side_by_side.hpp"

namespace {

std::uint32_t stack[1024];

template <class T>
T next_word() {
  return reinterpret_cast<T>(multicore_fifo_pop_blocking());
}
template <class T>
void push(T word) {
  multicore_fifo_push_blocking(reinterpret_cast<std::uint32_t>(word));
}

void do_what_comes() {
  for (;;) {
    const auto body = next_word<void (*)(void*)>();
    const auto of = next_word<void*>();
    body(of);
    push(of);
  }
}

}  // namespace

void start_on_core1(void (*body)(void*), void* of) {
  static bool is_started = false;
  if (!is_started) multicore_launch_core1_with_stack(do_what_comes, stack, sizeof stack);
  is_started = true;
  push(body);
  push(of);
}
void await_core1() { multicore_fifo_pop_blocking(); }
