// The account of one run, on either engine: each value ends in exactly one way, which its write and its read bear out,
// and nothing overtakes where order is promised.
#pragma once
#include "trace_index.hpp"

namespace lossless {

// All that is wrong; and what became of each value.
struct balance {
  std::vector<std::string> faults;
  std::vector<lot> lots;
};

balance account(const ledger& l);

}  // namespace lossless
