// Whether wake() was called: between interrupts and the engine, loads and stores are enough.
#pragma once
#include <atomic>

namespace csp::port {

class wake_flag {
 public:
  // From any interrupt.
  void set() { set_.store(true, std::memory_order_release); }
  bool is_set() const { return set_.load(std::memory_order_relaxed); }
  // A call of set() between the two lines is not lost: the engine looks at what has come after this.
  bool consume() {
    if (!is_set()) return false;
    set_.store(false, std::memory_order_relaxed);
    std::atomic_thread_fence(std::memory_order_acquire);  // pairs with set()
    return true;
  }

 private:
  std::atomic<bool> set_ = false;
};

}  // namespace csp::port
