#include "another_thread.hpp"

#include <thread>
#include <utility>

struct another_thread::context {
  std::thread thread;
};

another_thread::another_thread(std::function<void()> body) : context_(new context{std::thread(std::move(body))}) {}
another_thread::another_thread(another_thread&&) noexcept = default;
another_thread::~another_thread() = default;
void another_thread::join() { context_->thread.join(); }
