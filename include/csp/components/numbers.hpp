// numbers: one after the other.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"

namespace csp::components {

// Writes `first`, the next, and so on; as of T, it may wrap. Ends with its output. (occam's numbers; JCSP's Numbers.)
template <class T, class E>
  requires requires(T x) { ++x; }
basic_process_of<void, E> numbers(basic_writer<T, E> out, std::type_identity_t<T> first = T{}) {
  for (;; ++first) co_await out.write(first);
}

}  // namespace csp::components
