// A room that is not there: it warms up and cools down, and its sensor is none of the best.
#pragma once
#include <cstdint>

// Used by the timer's interrupt, ten times a second; only the heater is set by a process.
class room {
 public:
  volatile bool heated = false;

  // A tenth of a second passes.
  void pass() {
    ++time_;
    temperature_ += heated ? 4 : (10'000 - temperature_) / 4096;
  }

  // Ten minutes after another it gives nothing for five seconds.
  bool sensor_works() const { return time_ < 6'000 || time_ % 6'000 >= 50; }

  // In thousandths of a degree. One in 97 is far off.
  int measured() const { return temperature_ + (time_ % 97 == 0 ? 50'000 : static_cast<int>(time_ * 7919 % 101) - 50); }

 private:
  std::uint32_t time_ = 0;
  int temperature_ = 15'000;
};
