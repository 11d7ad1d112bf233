// seq: processes one after the other, as if each were called in turn.
#pragma once
#include "process.hpp"

namespace csp {

// co_await csp::seq(a(…), b(…)). One that is ended ends the caller, and the rest never start.
template <detail::process_type P, detail::process_type... Rest>
basic_process_of<void, typename P::engine> seq(P first, Rest... rest) {
  co_await first;
  (co_await rest, ...);
}

}  // namespace csp
