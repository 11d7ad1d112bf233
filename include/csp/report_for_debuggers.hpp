// A report that a debugger asks for: (gdb) call csp_report()
#pragma once
#include "core/language.hpp"

#include "core/engine.hpp"
#include "report_text.hpp"

namespace csp::detail::reports {

using printer = void (*)();

// Of each engine that has had a network.
inline printer for_debuggers[core::most_engines + 1] = {};

// The program is stopped wherever it was, so it takes no lock.
template <class E>
void print_stopped() {
  print_report<E, nothing_to_lock>("report");
}

}  // namespace csp::detail::reports

// Prints what csp::report() does. For a debugger that has stopped the program. Not in a build without names.
#if CSP_NAMES
extern "C" inline void csp_report() {
  for (const csp::detail::reports::printer print : csp::detail::reports::for_debuggers)
    if (print) print();
}
#else
extern "C" void csp_report();
#endif

namespace csp::detail::reports {

// What nobody calls is kept by the linker because somebody refers to it.
template <class E>
inline printer volatile kept = nullptr;

// By each network, before it starts. Takes the engine's lock.
template <class E>
void enlist() {
  if constexpr (core::named) {
    typename E::scoped_lock lock;
    kept<E> = csp_report;
    for_debuggers[E::id] = print_stopped<E>;
  }
}

}  // namespace csp::detail::reports
