// What the threads engine is made of where the standard library has threads. A port whose kernel has them itself brings
// a header of this name, with the same types, which is found before this one.
#pragma once
#include <mutex>

#include "parker.hpp"

namespace csp::port {

// The lock of the engine, of which there is one. It is held for a moment, and nobody who holds it waits.
class engine_lock {
 public:
  void acquire() {
    mutex_.lock();
    mine_ = true;
  }
  void release() {
    mine_ = false;
    mutex_.unlock();
  }
  // Whether the running thread holds it.
  static bool is_mine() { return mine_; }

 private:
  std::mutex mutex_;
  static inline thread_local bool mine_ = false;
};

// One that is held while its holder waits.
using engine_mutex = std::mutex;

// A T that each thread has of its own. It is asked for one type only.
template <class T>
inline thread_local constinit T thread_own_value{};

template <class T>
T& thread_own() {
  return thread_own_value<T>;
}

// Stands at the beginning of each thread that start_thread() has started, as long as thread_own() is asked there.
template <class T>
struct thread_own_here {};

// The stack, in bytes, of a process that asks for none of its own, until an application says otherwise.
inline constexpr std::size_t usual_stack = std::size_t{256} * 1024;

}  // namespace csp::port
