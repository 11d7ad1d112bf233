// identity: a buffer of one place.
#pragma once
#include "../process.hpp"
#include "carry.hpp"

namespace csp::components {

// Copies its input to its output. Ends with either. (occam's id; JCSP's and PyCSP's Identity.)
template <class T, class E>
basic_process_of<void, E> identity(basic_reader<T, E> in, basic_writer<T, E> out) {
  for (;;) {
    auto x = co_await detail::take(in);
    co_await detail::pass(out, x);
  }
}

}  // namespace csp::components
