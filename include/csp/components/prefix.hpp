// prefix: a value before all others.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"

namespace csp::components {

// Writes `first`, then copies its input to its output: in a ring, what starts it. Ends with either. (occam's prefix;
// JCSP's and PyCSP's Prefix.)
template <class T, class E>
basic_process_of<void, E> prefix(std::type_identity_t<T> first, basic_reader<T, E> in, basic_writer<T, E> out) {
  co_await out.write(std::move(first));
  for (;;) co_await out.write(co_await in.read());
}

}  // namespace csp::components
