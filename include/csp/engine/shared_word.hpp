// A word that one side writes and the other reads, with loads and stores only.
#pragma once
#include <atomic>

namespace csp::core {

template <class T>
class shared_word {
 public:
  explicit constexpr shared_word(T first) : word_(first) {}

  // What was done before set() is seen after the get() that reads it.
  T get() const { return word_.load(std::memory_order_acquire); }
  void set(T value) { word_.store(value, std::memory_order_release); }

 private:
  std::atomic<T> word_;
};

}  // namespace csp::core
