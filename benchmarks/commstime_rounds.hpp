// CommsTime in interleaved rounds: in each, every form of delta2 and every yardstick once.
#pragma once
#include <span>

#include "yardstick.hpp"

namespace bench {

// A way to write delta2. `run` returns when its network has stopped: whether the consumer had all its messages.
struct form {
  const char* delta2;
  bool (*run)(int messages);
};

// A system that runs CommsTime. `messages` is what takes it some hundredths of a second.
struct contestant {
  const char* engine;
  int messages;
  std::span<const form> forms;
  std::span<const yardstick> yardsticks;
};

// The main program of a contestant: prints a JSON object for each form, with the samples of all rounds.
int commstime(const contestant& who, int argc, char** argv);

}  // namespace bench
