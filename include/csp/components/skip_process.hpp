// skip_process: nothing to do.
#pragma once
#include "../process.hpp"

namespace csp::components {

// Ends at once: the unit of par and seq. It has no end that could tell its engine: skip_process<csp::engine>().
// (CSP's and occam's SKIP; JCSP's Skip, PyCSP's SkipProcess.)
template <class E>
basic_process_of<void, E> skip_process() {
  co_return;
}

}  // namespace csp::components
