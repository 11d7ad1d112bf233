// Kept choices at a channel: their guards do not queue, and are offers only while their choice waits.
// Linear in the number of choices kept at one channel, flat in the number of guards that each of them has.
#pragma once
#include "rendezvous.hpp"

namespace csp::core {

template <class E>
void rendezvous<E>::keep(guard_offer<E>& guard) {
  if (!is_guarded(guard.my_side))
    for (offer<E>* o = waiting(guard.my_side).front(); o; o = o->next) o->ensure_ticket();
  guard.next_kept = kept_;
  kept_ = &guard;
  set_slow_path(guards_on(guard.my_side), true);
  if (may_meet(guard.my_side)) guard.owner_choice->hint(guard.index);
  for (guard_offer<E>* b = guard.next_kept; b; b = b->next_kept) {
    if (b->my_side == guard.my_side || b->owner_choice == guard.owner_choice) continue;
    b->owner_choice->note_other_choices();
    guard.owner_choice->note_other_choices();
  }
  if (state_ > status::done) guard.owner_choice->on_guard_ended(guard, state_);
}

template <class E>
void rendezvous<E>::forget(guard_offer<E>& guard) {
  guard_offer<E>** at = &kept_;
  while (*at != &guard) at = &(*at)->next_kept;
  *at = guard.next_kept;
  set_slow_path(guards_on(side::reader) | guards_on(side::writer), false);
  for (guard_offer<E>* b = kept_; b; b = b->next_kept) set_slow_path(guards_on(b->my_side), true);
}

template <class E>
void rendezvous<E>::announce(side s) {
  for (guard_offer<E>* b = kept_; b; b = b->next_kept)
    if (b->my_side != s) b->owner_choice->hint(b->index);
}

// From here on it is compared with the kept choices of its side.
template <class E>
void rendezvous<E>::give_ticket(offer<E>& waiting) {
  waiting.ticket = next_ticket();
  if (waiting.role == offer_role::alone) waiting.role = offer_role::ticketed;
}

template <class E>
void rendezvous<E>::rejoin_queue(offer<E>& mine) {
  offer<E>* later = waiting(mine.my_side).front();
  while (later && later->has_ticket() && is_before(later->ticket, mine.ticket)) later = later->next;
  rejoin_before(later, mine);
}

template <class E>
void rendezvous<E>::announce(side s, offer<E>& mine) {
  if (is_guarded(s)) give_ticket(mine);
  announce(s);
}

template <class E>
bool rendezvous<E>::has_waiting_guard(side s) const {
  for (guard_offer<E>* b = kept_; b; b = b->next_kept)
    if (b->my_side == s && b->owner_choice->is_offering(*b)) return true;
  return false;
}

// A reader takes from the buffer first; a writer writes to it unless a reader waits for its next value.
template <class E>
[[gnu::noinline]] offer<E>* rendezvous<E>::search(side mine, const choice<E>* asking) {
  offer<E>* const first = waiting(other(mine)).front();
  if (!first || first->role != offer_role::buffer) return search_parties(mine, asking);
  if (mine == side::reader) return first->owner_buffer->is_pinned() ? nullptr : first;
  if (!first->owner_buffer->has_room()) return nullptr;
  if (filled_) return first;
  offer<E>* const reader = search_parties(mine, asking);
  return reader ? reader : first;
}

// The longest waiting party where not all are alone.
template <class E>
offer<E>* rendezvous<E>::search_parties(side mine, const choice<E>* asking) {
  offer<E>* const first = first_party(other(mine));
  guard_offer<E>* const kept = longest_kept(other(mine), asking);
  if (kept && (!first || kept->owner_choice->waits_longer_than(first->ticket))) return kept;
  if (!first || first->role == offer_role::extended) return nullptr;
  withdraw(*first);
  return first;
}

template <class E>
guard_offer<E>* rendezvous<E>::longest_kept(side s, const choice<E>* asking) {
  guard_offer<E>* longest = nullptr;
  for (guard_offer<E>* b = kept_; b; b = b->next_kept) {
    if (b->my_side != s || b->owner_choice == asking || !b->owner_choice->is_offering(*b)) continue;
    if (!longest || b->owner_choice->waits_longer_than(longest->owner_choice->ticket())) longest = b;
  }
  return longest;
}

template <class E>
void rendezvous<E>::require_no_kept_end(side s) {
  for (guard_offer<E>* b = kept_; b; b = b->next_kept)
    if (b->my_side == s && b->by_end) label_.misused("the last end is given up under a choice that was kept");
}

}  // namespace csp::core
