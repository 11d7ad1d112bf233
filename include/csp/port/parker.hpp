// Where one thread waits for one wake-up: it yields a little, then sleeps, and never spins.
#pragma once
#include "thread.hpp"

namespace csp::port {

class parker {
 public:
  // Returns once unpark() has been called, at once if it was called before.
  void park() {
    sleep([this] {
      sleep_on(word_, parked);
      return true;
    });
  }

  // The same, but returns false when `deadline` comes first. The next unpark() is then still to be taken.
  bool park_until(ticks deadline) {
    return sleep([this, deadline] { return sleep_on_until(word_, parked, deadline); });
  }

  // The parker may be gone as soon as the exchange is done. With the engine's lock held, which some kernels need.
  void unpark() {
    if (word_.exchange(unparked, std::memory_order_release) == parked) wake_on(word_);
  }
  // The same from anywhere, without the lock: from a signal handler or an interrupt too.
  void unpark_from_anywhere() { unpark(); }

 private:
  static constexpr int yields = 4;
  enum : std::uint32_t { empty, parked, unparked };

  // `once` sleeps and returns whether to go on.
  template <class Once>
  bool sleep(Once once) {
    for (int i = 0; i < yields; ++i) {
      if (try_take()) return true;
      yield_thread();
    }
    std::uint32_t seen = empty;
    // Pairs with the exchange in unpark(): whoever comes second sees the first.
    if (word_.compare_exchange_strong(seen, parked, std::memory_order_acquire)) {
      do {
        if (once()) continue;
        seen = parked;
        if (word_.compare_exchange_strong(seen, empty, std::memory_order_acquire)) return false;
      } while (word_.load(std::memory_order_acquire) == parked);
    }
    word_.store(empty, std::memory_order_relaxed);
    return true;
  }

  bool try_take() {
    std::uint32_t expected = unparked;
    return word_.compare_exchange_strong(expected, empty, std::memory_order_acquire);
  }

  std::atomic<std::uint32_t> word_ = empty;
};

}  // namespace csp::port
