// Which rules one run has exercised.
#pragma once
#include "rules.hpp"
#include "trace_index.hpp"

namespace lossless {

void count(const trace_index& l, rules& fired);

}  // namespace lossless
