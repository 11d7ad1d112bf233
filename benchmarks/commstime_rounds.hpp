// CommsTime in rounds: each form of delta2 is measured.
#pragma once
#include <span>

#include "yardstick.hpp"

namespace bench {

// A way to write delta2. `run` returns when its network has stopped: whether the consumer had all its messages.
struct form {
  const char* delta2;
  bool (*run)(int messages);
};

// The main program of a system that runs CommsTime. `messages` is what takes it some hundredths of a second.
int commstime(const char* engine, int messages, std::span<const form> forms, std::span<const yardstick> yardsticks,
              int argc, char** argv);

}  // namespace bench
