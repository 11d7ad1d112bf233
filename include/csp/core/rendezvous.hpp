// The meeting point of readers and writers, ignorant of the value's type.
// Unless it says otherwise, a member is called with the engine's lock held.
#pragma once
#include <cstdint>

#include "misuse.hpp"
#include "offer.hpp"
#include "queue.hpp"

namespace csp::core {

template <class E>
class rendezvous {
 public:
  // A shared one lives as long as its ends, in memory for frames.
  explicit constexpr rendezvous(label called, bool is_shared = false) : label_(called), shared_(is_shared) {}
  rendezvous(const rendezvous&) = delete;
  rendezvous& operator=(const rendezvous&) = delete;

  // Where an end points that was moved from or retired: nobody waits there, and using it is an assertion.
  static constexpr rendezvous nowhere(label end) { return rendezvous(end, status::failed); }

  // What an operation that finds no partner meets: would_wait, closed or poisoned.
  status state() const {
    if (state_ == status::failed) [[unlikely]]
      label_.misused("an end is used that was moved from or retired");
    return state_;
  }

  // Whether operations on side s meet closed or poison.
  bool ended_for(side) const { return state_ == status::closed || state_ == status::poisoned; }

  // Its channel is destroyed, and with it this.
  void destroyed() {
    if (has_ends()) E::estate().forget(*this);
    if (has_ends()) label_.misused("a channel must outlive its ends");
    if (kept_) label_.misused("a channel is destroyed under a choice that was kept");
    if (waiting_[0].front() || waiting_[1].front())
      label_.misused("a channel is destroyed while a process waits at it");
  }

  // The partner that waits first in the queue for an operation on `mine`; or null. When it is alone, it is the longest
  // waiting one, to be taken.
  offer<E>* first_partner(side mine) { return waiting(other(mine)).front(); }
  void take_first_partner(side mine) { waiting(other(mine)).pop_front(); }
  // An operation that finds nobody in the queue cannot simply wait: it has ended, or choices are kept here.
  bool needs_thought() const { return thought_; }

  // The longest waiting partner of any kind, taken out of its queue; or null. A choice that asks never meets itself.
  offer<E>* search(side mine, const choice<E>* asking);

  // Whether an operation on `mine` may find a partner: a hint, for kept choices may be at work elsewhere.
  bool may_meet(side mine) { return waiting(other(mine)).front() || kept_; }

  void join_queue(side s, offer<E>& mine) { waiting(s).push_back(mine); }
  void join(side s, offer<E>& mine) {
    join_queue(s, mine);
    if (kept_) [[unlikely]]
      announce(s, mine);
  }
  void withdraw(offer<E>& mine) { waiting(mine.my_side).remove(mine); }

  // A kept choice stands here with one of its guards, from its making to its end.
  void keep(branch<E>& guard);
  void forget(branch<E>& guard);
  // A kept choice begins to wait: those on the other side learn that somebody may be there.
  void announce(side s);

  // Counts the waits of processes and choices at channels where a choice is kept, so that they are served in the order
  // in which they came.
  static std::uint32_t next_age() { return ++ages_; }

  void enrol(side s) { ++ends_[index(s)]; }

  // Gives up one end. The last of its side closes the channel, for good.
  void leave(side s, bool poisons) {
    if (poisons) poison();
    if (--ends_[index(s)] == 0) {
      require_no_kept_end(s);
      end(status::closed);
    }
  }

  void poison() { end(status::poisoned); }

  // A shared one that nobody can use any more; whoever finds it so disposes of it, then without the lock.
  bool abandoned() const { return shared_ && !has_ends(); }
  void dispose() { E::release(this, sizeof *this); }

 private:
  constexpr rendezvous(label called, status s) : state_(s), thought_(true), label_(called), shared_(false) {}

  bool has_ends() const { return ends_[0] || ends_[1]; }

  static int index(side s) { return static_cast<int>(s); }
  queue<offer<E>>& waiting(side s) { return waiting_[index(s)]; }

  // Poison overrides closed, never the reverse.
  void end(status how) {
    if (state_ < how) state_ = how;
    thought_ = true;
    dismiss(side::reader, how);
    dismiss(side::writer, how);
    for (branch<E>* b = kept_; b; b = b->beside) b->of->guard_ended(*b, how);
  }

  void announce(side s, offer<E>& mine);
  branch<E>* longest_kept(side s, const choice<E>* asking);
  void require_no_kept_end(side s);

  void dismiss(side s, status how) {
    while (offer<E>* last = waiting(s).front()) {
      withdraw(*last);
      last->decide(how);
    }
  }

  queue<offer<E>> waiting_[2];
  branch<E>* kept_ = nullptr;  // the guards of kept choices, of both sides
  std::uint32_t ends_[2] = {0, 0};
  status state_ = status::would_wait;
  bool thought_ = false;
  [[no_unique_address]] label label_;
  bool shared_;
  static inline std::uint32_t ages_ = 0;
};

}  // namespace csp::core

#include "kept.hpp"
