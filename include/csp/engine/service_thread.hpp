// A thread of the engine's own that serves whenever it is woken.
#pragma once
#include "launch.hpp"

namespace csp::threads {

class service_thread {
 public:
  // False when the system refuses it.
  bool start(const char* name, unsigned priority, void (*serve)()) {
    serve_ = serve;
    stops_.store(false, std::memory_order_relaxed);
    return port::start_thread(thread_, {.name = name, .stack = default_stack_size, .priority = priority}, run, this);
  }
  // What it was woken for before is served.
  void stop() {
    stops_.store(true, std::memory_order_relaxed);
    wake();
    port::join_thread(thread_);
  }
  // From anywhere, a signal handler too.
  void wake() { parker_.unpark_from_anywhere(); }

 private:
  static void* run(void* me) {
    static_cast<service_thread*>(me)->serve_until_stopped();
    return nullptr;
  }
  void serve_until_stopped() {
    for (bool last = false; !last;) {
      parker_.park();  // whoever woke it comes first
      last = stops_.load(std::memory_order_relaxed);
      serve_();
    }
  }

  port::parker parker_;
  std::atomic<bool> stops_ = false;
  void (*serve_)() = nullptr;
  port::thread thread_{};
};

}  // namespace csp::threads
