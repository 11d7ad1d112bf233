// csp::coop_on<Number>: several coop engines in one program, each with a network on a thread, or a core, of its own.
#pragma once
#include "core/language.hpp"

#include "coop.hpp"

namespace csp {

// The names of the coop engine of that number, as csp::coop has them: `using second = csp::coop_on<1>;`, and then
// second::process, second::channel<int>, second::after(1s). What names no engine, as csp::run and csp::par, takes those
// of any one. Nothing of one engine may be used by another: csp::link connects them. coop_on<0> is csp::coop. There are
// at most 16.
template <unsigned Number>
struct coop_on {
  using engine = std::conditional_t<Number == 0, coop::engine, coop::engine_on<Number>>;
  static_assert(core::engine<engine>);

#define CSP_NAME static
#include "names.inc"
#undef CSP_NAME
};

}  // namespace csp
