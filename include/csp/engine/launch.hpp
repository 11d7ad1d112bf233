// The thread of a process.
#pragma once
#include <csp/port/kernel.hpp>
#include <string_view>
#include <utility>

#include "../port/thread.hpp"
#include "process_name.hpp"

namespace csp::threads {

// The stack, in bytes, of a process that asks for none of its own. Set it while no network runs.
inline std::size_t default_stack_size = port::usual_stack;

// "Thread-7" in a buffer of its own.
class default_name {
 public:
  explicit default_name(unsigned number) {
    char* at = text_ + sizeof text_ - 1;
    *at = '\0';
    do *--at = static_cast<char>('0' + number % 10);
    while (number /= 10);
    for (const char* c = "-daerhT"; *c; ++c) *--at = *c;
    text = at;
  }

  const char* text;

 private:
  char text_[20];
};

// The thread of one process: its name, stack size and priority before it starts, its handle afterwards.
class launch {
 public:
  launch() = default;
  launch(launch&& from) noexcept { *this = std::move(from); }
  // Waits for the thread that it had, whose process is over.
  launch& operator=(launch&& from) noexcept {
    join();
    name_ = std::move(from.name_);
    stack_ = from.stack_;
    priority_ = from.priority_;
    thread_ = from.thread_;
    runs_ = std::exchange(from.runs_, false);
    return *this;
  }
  ~launch() { join(); }

  void stack_size(std::size_t bytes) { stack_ = bytes; }
  void priority(unsigned number) { priority_ = number; }
  void name(const char* text) { name_.set(text); }
  std::string_view name() const { return name_.text(); }

  // Runs body(party) on a thread of its own; false when the system refuses it. `number` makes the name of one without.
  bool begin(void* (*body)(void*), void* party, unsigned number) {
    const default_name usual(number);
    const port::thread_options options{.name = name_.c_str() ? name_.c_str() : usual.text,
                                       .stack = stack_ ? stack_ : default_stack_size,
                                       .priority = priority_};
    runs_ = port::start_thread(thread_, options, body, party);
    return runs_;
  }

  void join() {
    if (runs_) port::join_thread(thread_);
    runs_ = false;
  }

 private:
  core::process_name name_;
  std::size_t stack_ = 0;
  unsigned priority_ = port::same_priority;
  port::thread thread_{};
  bool runs_ = false;
};

}  // namespace csp::threads
