// Who waits for what: the report of a deadlock, and the same at any time.
#pragma once
#include "report_text.hpp"

namespace csp {

// Called by plain code that waits and has learnt that nothing can ever run again, before it returns `deadlock`.
using deadlock_hook = void (*)();

namespace detail {

namespace reports {
inline deadlock_hook on_deadlock = nullptr;
}

}  // namespace detail

// Replaces the printing of a report by `hook`, which may abort; when it returns, the processes are ended as by poison.
// Null: prints again. To be set while no network runs.
inline void on_deadlock(deadlock_hook hook) { detail::reports::on_deadlock = hook; }

namespace detail {

namespace reports {

template <class E>
void tell_deadlock() {
  if (on_deadlock) return on_deadlock();
  if constexpr (core::named) print_report<E>("deadlock");
}

}  // namespace reports

}  // namespace detail
}  // namespace csp
