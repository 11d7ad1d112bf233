// How long something took.
#pragma once
#include <chrono>

namespace bench {

class stopwatch {
 public:
  double ns() const { return std::chrono::duration<double, std::nano>(clock::now() - start_).count(); }

 private:
  using clock = std::chrono::steady_clock;

  clock::time_point start_ = clock::now();
};

}  // namespace bench
