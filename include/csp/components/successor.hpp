// successor: one more.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"

namespace csp::components {

// Writes each value plus one. Ends with its input or its output. (occam's succ; JCSP's and PyCSP's Successor.)
template <class T, class E>
  requires requires(T x) { static_cast<T>(1 + x); }
basic_process_of<void, E> successor(basic_reader<T, E> in, basic_writer<T, E> out) {
  for (;;) co_await out.write(static_cast<T>(1 + co_await in.read()));
}

}  // namespace csp::components
