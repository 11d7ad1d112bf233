// The guards of a choice, as the choice knows them: ignorant of the values' types.
#pragma once
#include "../channel/rendezvous.hpp"
#include "guard_set.hpp"

namespace csp::core {

// What one guard of a choice waits for; `kinds` counts them.
enum class guard_kind : unsigned char { channel, barrier, time, nothing, kinds };

// Whether such a guard is an offer at a rendezvous.
constexpr bool is_offered(guard_kind kind) {
  static_assert(static_cast<unsigned>(guard_kind::kinds) == 4, "a new kind of guard: is it an offer?");
  return kind <= guard_kind::barrier;
}

template <class E>
struct guard_node {
  explicit guard_node(guard_kind what) : kind(what) {}
  // The same for another choice.
  guard_node(const guard_node& o) : kind(o.kind), wanted(o.wanted) {}
  guard_node& operator=(const guard_node&) = delete;

  guard_kind kind;
  bool wanted = true;  // its precondition
  guard_number index;  // set when it is enlisted, which a choice that meets at once never does
};

// A guard that waits at a channel or a barrier. One that does not end its process becomes ready, too, when nobody will
// ever come.
template <class E>
struct guard_offer : offer<E>, guard_node<E> {
  using commit_fn = bool(guard_offer&);

  guard_offer(rendezvous<E>& at, side s, bool ends, bool from_end)
      : guard_offer(guard_kind::channel, at, s, ends, from_end) {}
  guard_offer(guard_kind what, rendezvous<E>& at, side s, bool ends, bool from_end)
      : offer<E>(at, s, ends), guard_node<E>(what), by_end(from_end) {
    this->role = offer_role::guard;
  }
  // The same guard for another choice.
  guard_offer(const guard_offer& b) : guard_offer(b.kind, *b.channel, b.my_side, b.ends_process, b.by_end) {
    this->wanted = b.wanted;
  }

  // Set when it is enlisted.
  commit_fn* commit;       // commits with a partner that waits; false when there is none
  guard_offer* next_kept;  // among those kept at its channel
  bool by_end;             // through a counted end, which then outlives it
};

}  // namespace csp::core
