// A report that is asked for by a signal.
#pragma once
#include "core/language.hpp"

#include "port/signal.hpp"
#include "report_text.hpp"

namespace csp {
namespace reports {

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
    if (asking<E> == 0 && !E::answers(print_asked<E>)) return status::failed;
    if (port::take_signal(signal, [](int) { E::ask(); })) {
      ++asking<E>;
      return status::done;
    }
    if (asking<E> == 0) E::answers_no_more();
  }
  return status::failed;
}

template <class E>
void no_report_on(int signal) {
  if constexpr (core::named) {
    if (!port::give_back_signal(signal) || --asking<E> != 0) return;
    E::answers_no_more();
  }
}

}  // namespace reports
}  // namespace csp
