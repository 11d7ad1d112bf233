// Compiled at -O2 whatever the rest is: without it the compiler makes no tail call of a symmetric transfer.
#include "raw_switch.hpp"

#include <coroutine>
#include <exception>
#include <utility>

#include "stopwatch.hpp"

namespace bench {
namespace {

class player {
 public:
  struct promise_type {
    player get_return_object() { return player(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };

  explicit player(std::coroutine_handle<> handle) : handle_(handle) {}
  player(player&& from) noexcept : handle_(std::exchange(from.handle_, nullptr)) {}
  ~player() {
    if (handle_) handle_.destroy();
  }

  std::coroutine_handle<> handle() const { return handle_; }

 private:
  std::coroutine_handle<> handle_;
};

// At fixed addresses: partners found through the frame would add two dependent loads to each switch, and
// with a unit three times as large every ratio would look better than it is.
std::coroutine_handle<> server, receiver;

class pass_to {
 public:
  explicit pass_to(const std::coroutine_handle<>& partner) : partner_(partner) {}

  bool await_ready() const noexcept { return false; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) const noexcept { return partner_; }
  void await_resume() const noexcept {}

 private:
  const std::coroutine_handle<>& partner_;
};

player serve(int rallies) {
  for (int i = 0; i < rallies; ++i) co_await pass_to(receiver);
}

player receive() {
  for (;;) co_await pass_to(server);
}

}  // namespace

double raw_switch() {
  constexpr int rallies = 5'000'000;
  const player one = serve(rallies), other = receive();
  server = one.handle();
  receiver = other.handle();
  const stopwatch watch;
  server.resume();
  return watch.ns() / (2.0 * rallies);
}

}  // namespace bench
