// Whether wake() was called: between interrupts and the engine, loads and stores are enough.
#pragma once
#include <atomic>

namespace csp::port {

class bell {
 public:
  // From any interrupt.
  void ring() { rung_.store(true, std::memory_order_release); }
  bool rung() const { return rung_.load(std::memory_order_relaxed); }
  // Ringing between the two lines is not lost: the engine looks at what has come after this.
  bool silence() {
    if (!rung()) return false;
    rung_.store(false, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_acquire);  // pairs with ring()
    return true;
  }

 private:
  std::atomic<bool> rung_ = false;
};

}  // namespace csp::port
