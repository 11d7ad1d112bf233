// delta2: one stream becomes two.
#pragma once
#include "../parallel_operations.hpp"
#include "../process.hpp"
#include "carry.hpp"

namespace csp::detail {

template <class T>
concept can_be_copied = std::is_copy_constructible_v<payload_of<T>>;

}  // namespace csp::detail

namespace csp::components {

// Each value goes to the left, then to the right. Ends with its input or with either of its outputs. In a ring it may
// be the one that stops: the right side gets nothing while nobody takes what is for the left. (PyCSP's SeqDelta2.)
template <detail::can_be_copied T, class E>
basic_process_of<void, E> seq_delta2(basic_reader<T, E> in, basic_writer<T, E> left, basic_writer<T, E> right) {
  for (;;) {
    auto x = co_await detail::take(in);
    co_await detail::copy(left, x);
    co_await detail::pass(right, x);
  }
}

// Each value goes to both, in whatever order they take it. Ends with its input or with either of its outputs; a value
// may then have reached the other. No process is started. (occam's delta; JCSP's Delta2, PyCSP's ParDelta2.)
template <detail::can_be_copied T, class E>
basic_process_of<void, E> par_delta2(basic_reader<T, E> in, basic_writer<T, E> left, basic_writer<T, E> right) {
  for (;;) {
    auto x = co_await detail::take(in);
    co_await par(detail::copy(left, x), detail::pass(right, x));
  }
}

// The parallel one, as in JCSP and PyCSP.
template <detail::can_be_copied T, class E>
basic_process_of<void, E> delta2(basic_reader<T, E> in, basic_writer<T, E> left, basic_writer<T, E> right) {
  return par_delta2(std::move(in), std::move(left), std::move(right));
}

}  // namespace csp::components
