// What laws need besides csp, on each platform: somebody who is no process, the size of the heap, what csp has printed.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>

// Calls a function again and again until it returns `over`: on a host a thread, on a board the interrupt of a timer.
class elsewhere {
 public:
  enum class turn { again, later, over };  // later: when others have run

  explicit elsewhere(std::function<turn()> body);
  elsewhere(elsewhere&&) noexcept;
  elsewhere& operator=(elsewhere&&) = delete;
  ~elsewhere();

  // Waits until it is over; to be called once before the end.
  void join();

 private:
  struct context;
  std::unique_ptr<context> context_;
};

// In bytes.
std::size_t heap_in_use();

// What came to csp::port::print() since it was cleared.
std::string& printed();
