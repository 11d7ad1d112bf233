// A thread of plain code beside the network, for laws of engines with threads: on a host the standard library's, on
// FreeRTOS a task.
#pragma once
#include <functional>
#include <memory>

class another_thread {
 public:
  explicit another_thread(std::function<void()> body);
  another_thread(another_thread&&) noexcept;
  another_thread& operator=(another_thread&&) = delete;
  ~another_thread();

  // Waits until it is over; to be called once before the end.
  void join();

 private:
  struct context;
  std::unique_ptr<context> context_;
};
