// tail: all values but the first.
#pragma once
#include "identity.hpp"

namespace csp::components {

// Drops the first value, then copies its input to its output. Ends with either. (occam's tail; JCSP's and PyCSP's
// Tail.)
template <class T, class E>
basic_process_of<void, E> tail(basic_reader<T, E> in, basic_writer<T, E> out) {
  co_await detail::take(in);
  co_await identity(std::move(in), std::move(out));
}

}  // namespace csp::components
