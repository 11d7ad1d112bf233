// How long something took.
#pragma once
#include <chrono>
#include <ctime>

namespace bench {

class stopwatch {
 public:
  double ns() const { return std::chrono::duration<double, std::nano>(clock::now() - start_).count(); }

 private:
  using clock = std::chrono::steady_clock;

  clock::time_point start_ = clock::now();
};

// How much of the processor's time the program has taken meanwhile, the kernel's work for it included.
class cpu_watch {
 public:
  double ns() const { return static_cast<double>(std::clock() - start_) * (1e9 / CLOCKS_PER_SEC); }

 private:
  std::clock_t start_ = std::clock();
};

}  // namespace bench
