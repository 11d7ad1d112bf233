// expect: a process awaits only what this library makes
#include <csp/threads.hpp>

// As another library has it: it resumes from anywhere what it was given.
struct task {
  bool await_ready() const { return false; }
  void await_suspend(std::coroutine_handle<> waiting) { waiting_ = waiting; }
  int await_resume() const { return 1; }
  std::coroutine_handle<> waiting_;
};

csp::threads::process_of<int> wrong() { co_return co_await task(); }
