// A choice: one party, several guards, of which exactly one is decided. Ignorant of the values' types.
// Unless it says otherwise, a member is called with the engine's lock held. What stays true:
//
// - At most one guard is decided; the values of the others are where they were.
// - ready_ may have a guard that is not ready, never lack one that is.
// - While waits_ is false none of its guards is an offer.
// - It never meets itself, though both ends of a channel may be among its guards.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "guard_node.hpp"

namespace csp::core {

template <class E>
class choice {
 public:
  // All of them live as long as this. A kept choice registers with its channels; another asks them each time.
  // Its guards are yet to be enlisted.
  choice(guard_node<E>** guards, guard_set::word* words, unsigned count, bool kept)
      : guards_(guards),
        ready_(words, count),
        wanted_(ready_.after(count)),
        ended_(wanted_.after(count)),
        count_(static_cast<guard_number>(count)),
        kept_(kept),
        joins_(!kept) {
    if (count > std::numeric_limits<guard_number>::max())
      misuse("a choice has more guards than it can count", "choice", 0);
  }
  choice(const choice&) = delete;
  choice& operator=(const choice&) = delete;

  // Guard i. In line, for most of what it asks is known when it is compiled.
  template <class Node>
  [[gnu::always_inline]] void enlist(Node& guard, unsigned i) {
    guards_[i] = &guard;
    guard.index = static_cast<guard_number>(i);
    if constexpr (std::derived_from<Node, guard_offer<E>>) {
      guard.owner_choice = this;
      guard.commit = &Node::try_meet_any;
    }
    if (guard.kind == guard_kind::barrier) joins_ = true;
    if (!guard.wanted) return;
    wanted_.add(i);
    if (guard.kind != guard_kind::time) ++open_;
  }

  void keep() {
    for (unsigned i = 0; i < count_; ++i)
      if (is_kept(i)) guard_at(i)->channel->keep(*guard_at(i));
  }
  void forget() {
    for (unsigned i = 0; i < count_; ++i)
      if (is_kept(i)) guard_at(i)->channel->forget(*guard_at(i));
  }

  // Sets the precondition of guard i, while the choice does not wait.
  void admit(unsigned i, bool on) {
    guards_[i]->wanted = on;
    on = on && !is_struck(i);
    if (on == wanted_.has(i)) return;
    wanted_.put(i, on);
    if (guards_[i]->kind != guard_kind::time) open_ += on ? 1 : -1;
  }
  // Guard i, which is none of a channel, is ready or not.
  void set_ready(unsigned i, bool is) { ready_.put(i, is); }

  // What is at the channel of guard i, which a kept choice has been told already. In line, as above.
  template <class Node>
  [[gnu::always_inline]] void look_at(const Node& guard, unsigned i) {
    if constexpr (Node::waits_for == guard_kind::channel) {
      if (guard.channel->has_ended()) [[unlikely]]
        note_end(i);
      if (guard.channel->may_meet(Node::my_end)) ready_.add(i);
    }
  }

  // A kept choice is one process's at a time.
  void require_idle(site here) const {
    if (waits_) [[unlikely]]
      here.misused("a choice that was kept is selected while another process waits at it");
  }

  // Chooses at once when it can, beginning its search at guard `from`. True when that decided it: chosen() says how,
  // or `me` has its exit status. False: it has to wait.
  bool begin(party<E>& me, unsigned from);

  // Its guards become offers.
  void wait(party<E>& me);

  unsigned chosen() const { return chosen_; }

  // A pseudo-random guard of so many (a linear congruential generator of Numerical Recipes).
  static unsigned anywhere(unsigned count) {
    dice_ = dice_ * 1664525u + 1013904223u;
    return static_cast<unsigned>(std::uint64_t{dice_} * count >> 32);
  }

  party<E>* owner() const { return owner_; }
  // An extended read pins the writer b: chosen, unless it is given back.
  void pin(guard_offer<E>& b) {
    chosen_ = b.index;
    withdraw();
    if (is_kept(b.index)) b.ticket = ticket_;
  }
  // It was given back, and chooses anew, beginning there.
  void offer_again(guard_offer<E>& b) {
    owner_->late = false;
    look_again();
    if (!begin(*owner_, b.index)) return offer_guards(&b);
    if (!owner_->is_alive()) return owner_->stop_waiting();
    owner_->on_answer();
  }
  // A partner has taken the offer of b, or its channel has ended.
  void on_guard_decided(guard_offer<E>& b, status s);
  // The channel of b, which is kept there, has ended.
  void on_guard_ended(guard_offer<E>& b, status how) {
    note_end(b.index);
    if (is_offering(b) && b.channel->has_ended_for(b.my_side)) on_guard_decided(b, how);
  }
  // Its time is over: the guard of the earliest deadline is chosen.
  void on_timeout(unsigned which) {
    chosen_ = static_cast<guard_number>(which);
    withdraw();
    owner_->on_answer();
  }

  // For a kept choice: somebody may be at the channel of guard i.
  void hint(unsigned i) { ready_.add(i); }
  // Nobody is there any more.
  void remove_hint(unsigned i) { ready_.remove(i); }
  // For a kept choice: at one of its channels, other choices are kept on the other side.
  void note_other_choices() { meets_choices_ = true; }
  bool is_offering(const guard_offer<E>& b) const { return waits_ && wanted_.has(b.index); }
  std::uint32_t ticket() const { return ticket_; }
  bool waits_longer_than(std::uint32_t ticket) const { return rendezvous<E>::is_before(ticket_, ticket); }

  // For reports: calls visit(guard) for each that may be chosen and waits at a channel or a barrier.
  template <class Visit>
  void each_guard(Visit visit) const {
    for (unsigned i = 0; i < count_; ++i)
      if (wanted_.has(i) && guard_at(i)) visit(*guard_at(i));
  }

  // Takes back what is still offered.
  void withdraw() {
    if (!waits_) return;
    waits_ = false;
    if (!joins_) return;
    for (unsigned i = 0; i < count_; ++i)
      if (joins_queue(i)) guard_at(i)->withdraw();
  }

 private:
  // Null for a timeout and a skip.
  guard_offer<E>* guard_at(unsigned i) const {
    return is_offered(guards_[i]->kind) ? static_cast<guard_offer<E>*>(guards_[i]) : nullptr;
  }
  // What is kept at its channel, and what joins a queue whenever the choice waits.
  bool is_kept(unsigned i) const { return kept_ && guards_[i]->kind == guard_kind::channel; }
  bool joins_queue(unsigned i) const { return wanted_.has(i) && is_offered(guards_[i]->kind) && !is_kept(i); }

  // A closed channel never opens again.
  bool is_struck(unsigned i) const {
    const guard_offer<E>* const b = guard_at(i);
    return b && b->ends_process && b->answer == status::closed;
  }
  void strike(guard_offer<E>& b) {
    b.answer = status::closed;
    wanted_.remove(b.index);
    --open_;
  }

  void note_end(unsigned i) {
    ended_.add(i);
    some_ended_ = true;
  }

  void look_again();
  void look_behind_extended();
  bool try_accept_ends(party<E>& me);
  bool try_wait_for_time(party<E>& me);
  bool try_take(unsigned i);
  void offer_guards(const guard_offer<E>* given_back = nullptr);
  static void join(guard_offer<E>& b, bool again) {
    if (again) return b.channel->rejoin_queue(b);
    b.ticket = rendezvous<E>::no_ticket;
    b.channel->join(b.my_side, b);
  }
  unsigned search(unsigned from);

  party<E>* owner_ = nullptr;
  guard_node<E>** guards_;
  guard_set ready_;   // may be ready; for a channel's guard a hint
  guard_set wanted_;  // their precondition holds, and their channel is not closed
  guard_set ended_;   // their channel is closed or poisoned
  std::uint32_t ticket_ = 0;
  guard_number count_;
  guard_number open_ = 0;  // those wanted but timeouts
  guard_number chosen_ = 0;
  bool kept_;
  bool joins_;  // some of its guards join a queue
  bool waits_ = false;
  bool some_ended_ = false;
  bool meets_choices_ = false;
  bool meets_extended_ = false;  // a writer of it has found an extended read, which pins only those that wait: for
                                 // good, since it is not told again of one that stays
  static inline std::uint32_t dice_ = 1;
};

template <class E>
bool choice<E>::begin(party<E>& me, unsigned from) {
  owner_ = &me;
  if (some_ended_ && !try_accept_ends(me)) [[unlikely]]
    return true;
  if (open_ == 0 && !try_wait_for_time(me)) [[unlikely]]
    return true;
  if (meets_extended_) [[unlikely]]
    look_behind_extended();
  const unsigned found = search(from);
  chosen_ = static_cast<guard_number>(found);
  if (found >= count_) return false;
  return true;
}

// As look_at() does, for all of them; and at barriers, all others may have come meanwhile.
template <class E>
[[gnu::noinline]] void choice<E>::look_again() {
  for (unsigned i = 0; i < count_; ++i) {
    const guard_offer<E>* const b = guard_at(i);
    if (!b || is_kept(i)) continue;
    if (b->channel->has_ended()) note_end(i);
    if (b->kind == guard_kind::barrier || b->channel->may_meet(b->my_side)) ready_.add(i);
  }
}

// Whoever waits behind an extended read has told of it once, and it has proved not to be ready then.
template <class E>
[[gnu::noinline]] void choice<E>::look_behind_extended() {
  for (unsigned i = 0; i < count_; ++i)
    if (is_kept(i) && guard_at(i)->channel->may_meet(guard_at(i)->my_side)) ready_.add(i);
}

// Poison ends the party before any choice is made, a closed guard drops out, and one that reports is ready.
template <class E>
bool choice<E>::try_accept_ends(party<E>& me) {
  for (unsigned i = ended_.first_with(wanted_, 0); i < count_; i = ended_.first_with(wanted_, i + 1)) {
    guard_offer<E>& b = *guard_at(i);
    b.channel->state(me.where);                          // says so of an end that was moved from
    if (!b.channel->has_ended_for(b.my_side)) continue;  // its buffer is not drained yet
    if (!b.ends_process) {
      ready_.add(i);
    } else if (b.channel->state() == status::poisoned) {
      me.exit_status = status::poisoned;
      return false;
    } else {
      strike(b);
    }
  }
  return true;
}

// No guard is left but timeouts.
template <class E>
bool choice<E>::try_wait_for_time(party<E>& me) {
  for (unsigned i = 0; i < count_; ++i) {
    if (!guards_[i]->wanted || !is_struck(i)) continue;
    me.exit_status = status::closed;
    return false;
  }
  for (unsigned i = 0; i < count_; ++i)
    if (wanted_.has(i)) return true;
  me.where.misused("a choice has no guard whose precondition holds");
}

// The first guard that is really ready, cyclically. One that proves not to be is hinted at no more.
template <class E>
[[gnu::always_inline]] inline unsigned choice<E>::search(unsigned from) {
  unsigned i = ready_.next_with(wanted_, from);
  for (; i < count_ && !try_take(i); i = ready_.next_with(wanted_, i)) ready_.remove(i);
  return i;
}

template <class E>
[[gnu::always_inline]] inline bool choice<E>::try_take(unsigned i) {
  guard_offer<E>* const b = guard_at(i);
  if (!b) return true;
  if (b->commit(*b)) {
    b->answer = status::done;
    return true;
  }
  if (b->channel->has_extended(b->my_side)) meets_extended_ = true;
  if (b->ends_process || !b->channel->has_ended_for(b->my_side)) return false;
  b->answer = b->channel->state();
  return true;
}

template <class E>
void choice<E>::wait(party<E>& me) {
  me.await_choice(*this);
  ticket_ = rendezvous<E>::next_ticket();
  offer_guards();
}

template <class E>
void choice<E>::offer_guards(const guard_offer<E>* given_back) {
  waits_ = true;
  if (!joins_ && !meets_choices_ && !meets_extended_) return;
  for (unsigned i = 0; i < count_; ++i) {
    guard_offer<E>* const b = guard_at(i);
    if (joins_queue(i)) {
      b->channel->note_user(b->my_side, owner_);
      join(*b, b == given_back);
    } else if (b && wanted_.has(i)) {
      b->channel->announce(b->my_side);
    }
  }
  for (unsigned i = 0; meets_extended_ && waits_ && i < count_; ++i)
    if (guard_offer<E>* const b = guard_at(i); b && wanted_.has(i)) b->channel->serve_extended(b->my_side);
}

template <class E>
[[gnu::noinline]] void choice<E>::on_guard_decided(guard_offer<E>& b, status s) {
  if (b.ends_process && s == status::closed) {
    strike(b);
    if (open_ == 0) owner_->cancel(s);
    return;
  }
  b.answer = s;
  if (b.ends_process && s != status::done) return owner_->cancel(s);
  chosen_ = b.index;
  b.channel->note_user(b.my_side, owner_);
  withdraw();
  owner_->on_answer();
}

}  // namespace csp::core
