// The check of one run, on either engine: each value ends in exactly one way, which its write and its read bear out,
// and nothing overtakes where order is promised.
#pragma once
#include "trace_index.hpp"

namespace lossless {

// All that is wrong; and what became of each value.
struct findings {
  std::vector<std::string> faults;
  std::vector<value_outcome> outcomes;
};

findings check(const trace_index& l);

}  // namespace lossless
