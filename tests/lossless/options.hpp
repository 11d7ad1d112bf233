// What the command line asks for.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace lossless {

struct options {
  std::uint64_t networks = 1000;
  std::uint64_t seed = 1;
  std::optional<std::uint64_t> replay;
  std::vector<std::string> known;  // faults that are passed over, in the search for others
  bool idle_rules = false;
};

// With an exit code the program is to end: help was asked for, or what cannot be read was given.
struct asked {
  lossless::options options;
  std::optional<int> exit_code;
};

asked ask(int count, char** words);

}  // namespace lossless
