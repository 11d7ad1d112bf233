// Which rules one run has exercised.
#pragma once
#include "ledger.hpp"
#include "rules.hpp"

namespace lossless {

void count(const ledger& l, rules& fired);

}  // namespace lossless
