// A choice: one party, several guards, of which exactly one is decided. Ignorant of the values' types.
// Unless it says otherwise, a member is called with the engine's lock held.
#pragma once
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "guard_set.hpp"
#include "rendezvous.hpp"

namespace csp::core {

// What one guard of a choice waits for.
enum class wants : unsigned char { channel, barrier, time, nothing };

template <class E>
struct option {
  explicit option(wants what) : kind(what) {}
  // The same for another choice.
  option(const option& o) : kind(o.kind), wanted(o.wanted) {}
  option& operator=(const option&) = delete;

  wants kind;
  bool wanted = true;  // its precondition
  guard_number place;  // set when it is enlisted, which a choice that meets at once never does
};

// A guard that waits at a channel or a barrier. One that is not plain becomes ready, too, when nobody will ever come.
template <class E>
struct branch : offer<E>, option<E> {
  using meeting = bool(branch&);

  branch(rendezvous<E>& at, side s, bool is_plain, bool from_end) : branch(wants::channel, at, s, is_plain, from_end) {}
  branch(wants what, rendezvous<E>& at, side s, bool is_plain, bool from_end)
      : offer<E>(at, s, is_plain), option<E>(what), by_end(from_end) {
    this->stands = standing::guard;
  }
  // The same guard for another choice.
  branch(const branch& b) : branch(b.kind, *b.channel, b.my_side, b.plain, b.by_end) { this->wanted = b.wanted; }

  // Set when it is enlisted.
  meeting* meet;   // commits with a partner that waits; false when there is none
  branch* beside;  // among those kept at its channel
  bool by_end;     // through a counted end, which then outlives it
};

template <class E>
class choice {
 public:
  // All of them live as long as this. A kept choice registers with its channels; another asks them each time.
  // Its guards are yet to be enlisted.
  choice(option<E>** options, guard_set::word* words, unsigned count, bool kept)
      : options_(options),
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
    options_[i] = &guard;
    guard.place = static_cast<guard_number>(i);
    if constexpr (std::derived_from<Node, branch<E>>) {
      guard.of = this;
      guard.meet = &Node::meet_any;
    }
    if (guard.kind == wants::barrier) joins_ = true;
    if (!guard.wanted) return;
    wanted_.add(i);
    if (guard.kind != wants::time) ++open_;
  }

  void keep() {
    for (unsigned i = 0; i < count_; ++i)
      if (stands_by(i)) guard_at(i)->channel->keep(*guard_at(i));
  }
  void forget() {
    for (unsigned i = 0; i < count_; ++i)
      if (stands_by(i)) guard_at(i)->channel->forget(*guard_at(i));
  }

  // Sets the precondition of guard i, while the choice does not wait.
  void admit(unsigned i, bool on) {
    options_[i]->wanted = on;
    on = on && !struck(i);
    if (on == wanted_.has(i)) return;
    wanted_.put(i, on);
    if (options_[i]->kind != wants::time) open_ += on ? 1 : -1;
  }
  // Guard i, which is none of a channel, is ready or not.
  void set_ready(unsigned i, bool is) { ready_.put(i, is); }

  // What is at the channel of guard i, which a kept choice has been told already. In line, as above.
  template <class Node>
  [[gnu::always_inline]] void look_at(const Node& guard, unsigned i) {
    if constexpr (Node::waits_for == wants::channel) {
      if (guard.channel->has_ended()) [[unlikely]]
        note_end(i);
      if (guard.channel->may_meet(Node::my_end)) ready_.add(i);
    }
  }

  // Chooses at once when it can, beginning its search at guard `from`. True when that decided it: chosen() says how,
  // or `me` has met its fate. False: it has to wait.
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
  // An extended read holds the writer b: chosen, unless it is given back.
  void hold(branch<E>& b) {
    chosen_ = b.place;
    withdraw();
    if (stands_by(b.place)) b.since = since_;
  }
  // It was given back, and chooses anew, beginning there.
  void offer_again(branch<E>& b) {
    owner_->late = false;
    look_again();
    if (!begin(*owner_, b.place)) return offer_guards(&b);
    if (!owner_->is_alive()) return owner_->stop_waiting();
    owner_->on_answer();
  }
  // A partner has taken the offer of b, or its channel has ended.
  void guard_decided(branch<E>& b, status s);
  // The channel of b, which is kept there, has ended.
  void guard_ended(branch<E>& b, status how) {
    note_end(b.place);
    if (offers(b) && b.channel->ended_for(b.my_side)) guard_decided(b, how);
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
  void unhint(unsigned i) { ready_.remove(i); }
  // For a kept choice: at one of its channels, other choices are kept on the other side.
  void meets_choices() { meets_choices_ = true; }
  bool offers(const branch<E>& b) const { return waits_ && wanted_.has(b.place); }
  std::uint32_t since() const { return since_; }
  bool waits_longer_than(std::uint32_t age) const { return rendezvous<E>::is_older(since_, age); }

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
      if (joins(i)) guard_at(i)->withdraw();
  }

 private:
  // Null for a timeout and a skip.
  branch<E>* guard_at(unsigned i) const {
    return options_[i]->kind <= wants::barrier ? static_cast<branch<E>*>(options_[i]) : nullptr;
  }
  // What is kept at its channel, and what joins a queue whenever the choice waits.
  bool stands_by(unsigned i) const { return kept_ && options_[i]->kind == wants::channel; }
  bool joins(unsigned i) const { return wanted_.has(i) && options_[i]->kind <= wants::barrier && !stands_by(i); }

  // A closed channel never opens again.
  bool struck(unsigned i) const {
    const branch<E>* const b = guard_at(i);
    return b && b->plain && b->answer == status::closed;
  }
  void strike(branch<E>& b) {
    b.answer = status::closed;
    wanted_.remove(b.place);
    --open_;
  }

  void note_end(unsigned i) {
    ended_.add(i);
    some_ended_ = true;
  }

  void look_again();
  void look_behind_extended();
  bool accept_ends(party<E>& me);
  bool may_wait(party<E>& me);
  bool take(unsigned i);
  void offer_guards(const branch<E>* given_back = nullptr);
  static void join(branch<E>& b, bool again) {
    if (again) return b.channel->rejoin_queue(b);
    b.since = rendezvous<E>::no_age;
    b.channel->join(b.my_side, b);
  }
  unsigned search(unsigned from);

  party<E>* owner_ = nullptr;
  option<E>** options_;
  guard_set ready_;   // may be ready; for a channel's guard a hint
  guard_set wanted_;  // their precondition holds, and their channel is not closed
  guard_set ended_;   // their channel is closed or poisoned
  std::uint32_t since_ = 0;
  guard_number count_;
  guard_number open_ = 0;  // those wanted but timeouts
  guard_number chosen_ = 0;
  bool kept_;
  bool joins_;  // some of its guards join a queue
  bool waits_ = false;
  bool some_ended_ = false;
  bool meets_choices_ = false;
  bool meets_extended_ = false;  // a writer of it has found an extended read, which holds only those that wait: for
                                 // good, since it is not told again of one that stays
  static inline std::uint32_t dice_ = 1;
};

template <class E>
bool choice<E>::begin(party<E>& me, unsigned from) {
  owner_ = &me;
  if (some_ended_ && !accept_ends(me)) [[unlikely]]
    return true;
  if (open_ == 0 && !may_wait(me)) [[unlikely]]
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
    const branch<E>* const b = guard_at(i);
    if (!b || stands_by(i)) continue;
    if (b->channel->has_ended()) note_end(i);
    if (b->kind == wants::barrier || b->channel->may_meet(b->my_side)) ready_.add(i);
  }
}

// Whoever waits behind an extended read has told of it once, and it has proved not to be ready then.
template <class E>
[[gnu::noinline]] void choice<E>::look_behind_extended() {
  for (unsigned i = 0; i < count_; ++i)
    if (stands_by(i) && guard_at(i)->channel->may_meet(guard_at(i)->my_side)) ready_.add(i);
}

// Poison ends the party before any choice is made, a closed guard drops out, and one that reports is ready.
template <class E>
bool choice<E>::accept_ends(party<E>& me) {
  for (unsigned i = ended_.first_with(wanted_, 0); i < count_; i = ended_.first_with(wanted_, i + 1)) {
    branch<E>& b = *guard_at(i);
    b.channel->state(me.where);                      // says so of an end that was moved from
    if (!b.channel->ended_for(b.my_side)) continue;  // its buffer is not drained yet
    if (!b.plain) {
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
bool choice<E>::may_wait(party<E>& me) {
  for (unsigned i = 0; i < count_; ++i) {
    if (!options_[i]->wanted || !struck(i)) continue;
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
  for (; i < count_ && !take(i); i = ready_.next_with(wanted_, i)) ready_.remove(i);
  return i;
}

template <class E>
[[gnu::always_inline]] inline bool choice<E>::take(unsigned i) {
  branch<E>* const b = guard_at(i);
  if (!b) return true;
  if (b->meet(*b)) {
    b->answer = status::done;
    return true;
  }
  if (b->channel->has_extended(b->my_side)) meets_extended_ = true;
  if (b->plain || !b->channel->ended_for(b->my_side)) return false;
  b->answer = b->channel->state();
  return true;
}

template <class E>
void choice<E>::wait(party<E>& me) {
  me.await_choice(*this);
  since_ = rendezvous<E>::next_age();
  offer_guards();
}

template <class E>
void choice<E>::offer_guards(const branch<E>* given_back) {
  waits_ = true;
  if (!joins_ && !meets_choices_ && !meets_extended_) return;
  for (unsigned i = 0; i < count_; ++i) {
    branch<E>* const b = guard_at(i);
    if (joins(i)) {
      b->channel->note_user(b->my_side, owner_);
      join(*b, b == given_back);
    } else if (b && wanted_.has(i)) {
      b->channel->announce(b->my_side);
    }
  }
  for (unsigned i = 0; meets_extended_ && waits_ && i < count_; ++i)
    if (branch<E>* const b = guard_at(i); b && wanted_.has(i)) b->channel->serve_extended(b->my_side);
}

template <class E>
[[gnu::noinline]] void choice<E>::guard_decided(branch<E>& b, status s) {
  if (b.plain && s == status::closed) {
    strike(b);
    if (open_ == 0) owner_->cancel(s);
    return;
  }
  b.answer = s;
  if (b.plain && s != status::done) return owner_->cancel(s);
  chosen_ = b.place;
  b.channel->note_user(b.my_side, owner_);
  withdraw();
  owner_->on_answer();
}

}  // namespace csp::core
