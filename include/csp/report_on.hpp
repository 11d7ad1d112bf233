// A report that is asked for by a signal.
#pragma once
#include "core/language.hpp"

#include "port/signal.hpp"
#include "report_text.hpp"

namespace csp::detail::reports {

// How many signals ask an engine.
template <class E>
inline unsigned asking = 0;

template <class E>
void print_asked() {
  print_report<E>("report");
}

template <class E>
status report_on(int signal) {
  if constexpr (core::named) {
    if (asking<E> == 0 && !E::start_reports(print_asked<E>)) return status::failed;
    if (port::take_signal(signal, [](int) { E::request_report(); })) {
      ++asking<E>;
      return status::done;
    }
    if (asking<E> == 0) E::stop_reports();
  }
  return status::failed;
}

template <class E>
void no_report_on(int signal) {
  if constexpr (core::named) {
    if (!port::give_back_signal(signal) || --asking<E> != 0) return;
    E::stop_reports();
  }
}

}  // namespace csp::detail::reports
