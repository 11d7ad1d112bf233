// What the user of a benchmark's program may choose.
#pragma once
#include <string>
#include <vector>

namespace bench {

struct options {
  std::string only;  // all subjects when empty
  int count = 0;     // each subject's own when 0
  int rounds = 10;
  bool bare = false;  // for instruction counters and profilers
};

// `names` are the choices for --only. Prints and leaves the program on --help and on bad input.
options parse(int argc, char** argv, const std::string& title, const std::vector<std::string>& names);

}  // namespace bench
