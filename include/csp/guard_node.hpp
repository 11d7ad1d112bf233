// What a choice asks of each of its guards.
#pragma once
#include "core/language.hpp"

#include <concepts>

#include "core/choice/choice.hpp"
#include "port/clock.hpp"

namespace csp::detail {

namespace guards {

// What a choice asks of every node.
// waits_for  at a channel, my_end is its side too
// prepare    before each choice, without the lock: `now` is read when `timed`
// publish    after it, with the lock: tells the choice whether it is ready and admitted
// finish     after it was chosen
// has_fast_path  may be met without a choice, when no guard blocks the fast path: asked with the lock
struct node {
  static constexpr core::guard_kind waits_for = core::guard_kind::nothing;
  static constexpr bool timed = false;          // has a deadline
  static constexpr bool needs_prepare = false;  // has something to prepare
  static constexpr bool may_be_kept = true;     // may stand in a choice that is kept
  static constexpr bool has_fast_path = false;
  static bool is_admitted() { return true; }
  static void prepare(port::ticks) {}
  template <class E>
  static void publish(core::choice<E>&) {}
  void finish() {}
};

// Calls f(node): the node itself, or the one that stands in it.
template <class Node, class F>
[[gnu::always_inline]] inline void visit(Node& n, F& f) {
  if constexpr (requires { n.visit(f); }) {
    n.visit(f);
  } else {
    f(n);
  }
}

}  // namespace guards

// A guard is a small description; its node, which waits, lives in the choice.
template <class G>
concept guard = requires {
  typename G::engine;
  typename G::node;
  requires std::derived_from<typename G::node, guards::node>;
};

}  // namespace csp::detail
