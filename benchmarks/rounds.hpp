// Interleaved rounds: in each, all that is measured and every yardstick once.
#pragma once
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "yardstick.hpp"

namespace bench {

// One thing that is measured.
struct subject {
  std::string name;                         // for --only
  std::string fields;                       // what tells it from the others, as members of a JSON object
  int count;                                // how often it is done in a round: some hundredths of a second
  std::function<double(int)> run;           // does it so often and returns the ns of one; negative when that failed
  std::function<std::string()> found = {};  // further members, known after the last round
};

struct contestant {
  std::string benchmark;
  std::string title;  // for --help
  const char* engine;
  std::span<const yardstick> yardsticks;
};

// The main program of a benchmark: prints a JSON object for each subject, with the samples of all rounds.
int rounds(const contestant& who, std::vector<subject> subjects, int argc, char** argv);

}  // namespace bench
