// pairs: sums of neighbours.
#pragma once
#include "plus.hpp"

namespace csp::components {

// Writes the sum of each value but the first and the value before it. Ends with its input or its output. One process
// does what is elsewhere a network of delta2, tail and plus. (occam's pairs; JCSP's and PyCSP's Pairs.)
template <detail::can_be_added T, class E>
basic_process_of<void, E> pairs(basic_reader<T, E> in, basic_writer<T, E> out) {
  T before = co_await in.read();
  for (;;) {
    T x = co_await in.read();
    co_await out.write(static_cast<T>(before + x));
    before = std::move(x);
  }
}

}  // namespace csp::components
