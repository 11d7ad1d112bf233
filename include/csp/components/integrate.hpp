// integrate: running sums.
#pragma once
#include "plus.hpp"

namespace csp::components {

// Writes the sum of all values so far. Ends with its input or its output. One process does what is elsewhere a ring of
// plus, delta2 and prefix. (occam's integrate; JCSP's Integrate.)
template <detail::can_be_added T, class E>
basic_process_of<void, E> integrate(basic_reader<T, E> in, basic_writer<T, E> out) {
  for (T sum{};;) {
    sum = static_cast<T>(sum + co_await in.read());
    co_await out.write(sum);
  }
}

}  // namespace csp::components
