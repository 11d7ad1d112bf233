// demultiplexer: one stream is dealt out to many.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"
#include "range_of.hpp"

namespace csp::components {

// Sends each value x to the output whose number is choose(x), from 0; a number that no output has is an assertion.
// `out` is a range of writers with operator[], moved in. Ends with its input, and when it has a value for an output
// that has closed. (JCSP's Demultiplex, where the number comes over the channel.)
template <class T, class E, detail::range_of<basic_writer<T, E>> Range, class Choose>
  requires requires(Choose choose, const T& x, Range out) { out[static_cast<std::size_t>(choose(x))]; }
basic_process_of<void, E> demultiplexer(basic_reader<T, E> in, Range out, Choose choose) {
  for (;;) {
    T x = co_await in.read();
    const auto which = static_cast<std::size_t>(choose(std::as_const(x)));
    if (which >= std::size(out)) misuse("an output is chosen that is not there", "demultiplexer", 0);
    co_await out[which].write(std::move(x));
  }
}

}  // namespace csp::components
