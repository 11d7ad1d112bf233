// plus: two streams are added.
#pragma once
#include "../parallel_operations.hpp"
#include "../process.hpp"
#include "carry.hpp"

namespace csp::detail {

template <class T>
concept can_be_added = requires(T x) { static_cast<T>(x + x); };

}  // namespace csp::detail

namespace csp::components {

// Reads one value from each, in whatever order they come, and writes their sum. Ends with any of the three. (occam's
// plus; JCSP's and PyCSP's Plus.)
template <detail::can_be_added T, class E>
basic_process_of<void, E> plus(basic_reader<T, E> left, basic_reader<T, E> right, basic_writer<T, E> out) {
  for (;;) {
    auto [x, y] = co_await par(left.read(), right.read());
    co_await out.write(static_cast<T>(x + y));
  }
}

}  // namespace csp::components
