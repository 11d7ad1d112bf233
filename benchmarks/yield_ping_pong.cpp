// Two threads that play to each other through one atomic turn.
#include "yield_ping_pong.hpp"

#include <sched.h>

#include <atomic>
#include <functional>
#include <thread>

#include "stopwatch.hpp"

namespace bench {
namespace {

// Each store pairs with the loads of the one who waits for its turn.
void play(std::atomic<int>& turn, int mine, int rallies) {
  for (int i = 0; i < rallies; ++i) {
    while (turn.load(std::memory_order_acquire) != mine) sched_yield();
    turn.store(1 - mine, std::memory_order_release);
  }
}

}  // namespace

double yield_ping_pong() {
  constexpr int rallies = 10'000;
  std::atomic<int> turn = 1;
  std::thread other(play, std::ref(turn), 0, rallies);
  const stopwatch watch;
  play(turn, 1, rallies);
  other.join();
  return watch.ns() / (2.0 * rallies);
}

}  // namespace bench
