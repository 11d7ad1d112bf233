// Kept choices at a channel: their guards do not queue, and are offers only while their choice waits.
// Linear in the number of choices kept at one channel, flat in the number of guards that each of them has.
#pragma once
#include "rendezvous.hpp"

namespace csp::core {

template <class E>
void rendezvous<E>::keep(branch<E>& guard) {
  if (!guarded(guard.my_side))
    for (offer<E>* o = waiting(guard.my_side).front(); o; o = o->next) o->grow_old();
  guard.beside = kept_;
  kept_ = &guard;
  watch_for(guards_on(guard.my_side), true);
  if (may_meet(guard.my_side)) guard.of->hint(guard.place);
  for (branch<E>* b = guard.beside; b; b = b->beside) {
    if (b->my_side == guard.my_side || b->of == guard.of) continue;
    b->of->meets_choices();
    guard.of->meets_choices();
  }
  if (state_ > status::done) guard.of->guard_ended(guard, state_);
}

template <class E>
void rendezvous<E>::forget(branch<E>& guard) {
  branch<E>** at = &kept_;
  while (*at != &guard) at = &(*at)->beside;
  *at = guard.beside;
  watch_for(guards_on(side::reader) | guards_on(side::writer), false);
  for (branch<E>* b = kept_; b; b = b->beside) watch_for(guards_on(b->my_side), true);
}

template <class E>
void rendezvous<E>::announce(side s) {
  for (branch<E>* b = kept_; b; b = b->beside)
    if (b->my_side != s) b->of->hint(b->place);
}

// From here on it is compared with the kept choices of its side.
template <class E>
void rendezvous<E>::age(offer<E>& waiting) {
  waiting.since = next_age();
  if (waiting.stands == standing::alone) waiting.stands = standing::aged;
}

template <class E>
void rendezvous<E>::rejoin_queue(offer<E>& mine) {
  offer<E>* later = waiting(mine.my_side).front();
  while (later && later->has_age() && is_older(later->since, mine.since)) later = later->next;
  rejoin_before(later, mine);
}

template <class E>
void rendezvous<E>::announce(side s, offer<E>& mine) {
  if (guarded(s)) age(mine);
  announce(s);
}

template <class E>
bool rendezvous<E>::guard_offers(side s) const {
  for (branch<E>* b = kept_; b; b = b->beside)
    if (b->my_side == s && b->of->offers(*b)) return true;
  return false;
}

// A reader takes from the buffer first; a writer writes to it unless a reader waits for its next value.
template <class E>
[[gnu::noinline]] offer<E>* rendezvous<E>::search(side mine, const choice<E>* asking) {
  offer<E>* const first = waiting(other(mine)).front();
  if (!first || first->stands != standing::place) return search_parties(mine, asking);
  if (mine == side::reader) return first->behind->holds() ? nullptr : first;
  if (!first->behind->has_room()) return nullptr;
  if (filled_) return first;
  offer<E>* const reader = search_parties(mine, asking);
  return reader ? reader : first;
}

// The longest waiting party where not all are alone.
template <class E>
offer<E>* rendezvous<E>::search_parties(side mine, const choice<E>* asking) {
  offer<E>* const first = first_party(other(mine));
  branch<E>* const kept = longest_kept(other(mine), asking);
  if (kept && (!first || kept->of->waits_longer_than(first->since))) return kept;
  if (!first || first->stands == standing::extended) return nullptr;
  withdraw(*first);
  return first;
}

template <class E>
branch<E>* rendezvous<E>::longest_kept(side s, const choice<E>* asking) {
  branch<E>* longest = nullptr;
  for (branch<E>* b = kept_; b; b = b->beside) {
    if (b->my_side != s || b->of == asking || !b->of->offers(*b)) continue;
    if (!longest || b->of->waits_longer_than(longest->of->since())) longest = b;
  }
  return longest;
}

template <class E>
void rendezvous<E>::require_no_kept_end(side s) {
  for (branch<E>* b = kept_; b; b = b->beside)
    if (b->my_side == s && b->by_end) label_.misused("the last end is given up under a choice that was kept");
}

}  // namespace csp::core
