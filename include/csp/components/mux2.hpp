// mux2: two streams become one.
#pragma once
#include "../kept_alternative.hpp"
#include "../process.hpp"
#include "carry.hpp"

namespace csp::detail {

// `choose` makes a choice of two guards.
template <class T, class E, class Choose>
basic_process_of<void, E> mux2_by(Choose choose, basic_reader<T, E> a, basic_reader<T, E> b, basic_writer<T, E> out) {
  payload_of<T> x{};
  auto choice = keep(choose(a.into(x), b.into(x)));
  for (;;) {
    co_await choice.select();
    co_await pass(out, x);
  }
}

}  // namespace csp::detail

namespace csp::components {

// Passes on whatever comes from either, and promises nothing about their shares. Goes on while one input is open; ends
// when both have closed, or with its output. (PyCSP's Mux2.)
template <detail::has_default T, class E>
basic_process_of<void, E> mux2(basic_reader<T, E> a, basic_reader<T, E> b, basic_writer<T, E> out) {
  return detail::mux2_by([](auto... guards) { return alt(guards...); }, std::move(a), std::move(b), std::move(out));
}

// The same, and an input that stays ready waits for at most one value of the other. (JCSP's Plex of two.)
template <detail::has_default T, class E>
basic_process_of<void, E> fair_mux2(basic_reader<T, E> a, basic_reader<T, E> b, basic_writer<T, E> out) {
  return detail::mux2_by([](auto... guards) { return fair_alt(guards...); }, std::move(a), std::move(b),
                         std::move(out));
}

}  // namespace csp::components
