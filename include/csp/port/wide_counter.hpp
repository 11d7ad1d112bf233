// For a port whose hardware counts 32 bits: the same count, which does not wrap.
#pragma once
#include <atomic>

#include "clock.hpp"

namespace csp::port {

// Counts the halves of the counter's turn in one word, whose lowest bit is the counter's highest (after cnt32_to_63 in
// Linux). Loads and stores are enough: it may be asked from processes, threads and interrupts, and whoever sees that a
// half is over writes the same. It is to be asked once in each half turn at least, which for microseconds is 35
// minutes, and nobody may be held up so long while asking.
class wide_counter {
 public:
  // counter() reads the hardware.
  template <class Counter>
  ticks read(Counter counter) {
    // The word comes first: the counter, read later, is then at most one half ahead of it.
    const std::uint32_t known = halves_.load(std::memory_order_acquire);  // pairs with the store below
    const std::uint32_t low = counter();
    const std::uint32_t halves = known + ((known ^ low >> 31) & 1);
    if (halves != known) halves_.store(halves, std::memory_order_release);
    return static_cast<ticks>(std::uint64_t{halves >> 1} << 32 | low);
  }

 private:
  std::atomic<std::uint32_t> halves_ = 0;
};

}  // namespace csp::port
