// CommsTime with a thread for each process and a one-to-one rendezvous from std::binary_semaphore, on one core.
#include <semaphore>
#include <thread>

#include "../ring.hpp"
#include "one_core.hpp"
#include "raw_switch.hpp"
#include "yield_ping_pong.hpp"

namespace {

class rendezvous {
 public:
  void write(int x) {
    value_ = x;
    offered_.release();
    taken_.acquire();
  }
  int read() {
    offered_.acquire();
    const int x = value_;
    taken_.release();
    return x;
  }

 private:
  int value_ = 0;
  std::binary_semaphore offered_{0};
  std::binary_semaphore taken_{0};
};

struct semaphores {
  using channel = rendezvous;
  using task = std::jthread;
};

constexpr bench::yardstick yardsticks[] = {bench::switch_yardstick, bench::yield_yardstick};

}  // namespace

int main(int argc, char** argv) {
  bench::stay_on_one_core();
  return bench::commstime("semaphores", 2'000, bench::ring::forms<semaphores>, yardsticks, argc, argv);
}
