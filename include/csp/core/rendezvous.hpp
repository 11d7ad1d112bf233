// The meeting point of readers and writers, ignorant of the value's type.
// Unless it says otherwise, a member is called with the engine's lock held.
#pragma once
#include <cstdint>

#include "misuse.hpp"
#include "party.hpp"
#include "queue.hpp"

namespace csp::core {

enum class side : unsigned char { reader, writer };

constexpr side other(side s) { return s == side::reader ? side::writer : side::reader; }

template <class E>
class rendezvous;

// One read or write that a party has out. It lives in the frame of whoever waits.
template <class E>
struct offer {
  offer(rendezvous<E>& at, side s, bool is_plain) : channel(&at), my_side(s), plain(is_plain) {}
  offer(const offer&) = delete;
  offer& operator=(const offer&) = delete;

  offer* next;
  offer* previous;
  party<E>* owner;
  rendezvous<E>* channel;
  void* slot;  // a reader's raw storage, a writer's value; set when it waits
  side my_side;
  bool plain;  // closed and poison end its process, not only itself
  status answer = status::would_wait;
  bool padding = false;  // the four become one store, 4 instructions less for a communication

  // Decides an offer that has left its queue.
  void decide(status s) {
    answer = s;
    if (plain && s != status::done) return owner->condemn(s);
    owner->answered();
  }

  // Waits for a partner, with the value at `value`.
  void join(side s, party<E>& me, void* value) {
    owner = &me;
    slot = value;
    channel->join(s, *this);
  }

  void withdraw() {
    if (answer == status::would_wait) channel->withdraw(*this);
  }
};

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

  // Its channel is destroyed, and with it this.
  void destroyed() {
    if (has_ends()) E::estate().forget(*this);
    if (has_ends()) label_.misused("a channel must outlive its ends");
    if (waiting_[0].front() || waiting_[1].front())
      label_.misused("a channel is destroyed while a process waits at it");
  }

  // The longest waiting partner of an operation on `mine`, taken out of its queue; or null.
  offer<E>* take_partner(side mine) {
    queue<offer<E>>& partners = waiting(other(mine));
    offer<E>* partner = partners.front();
    if (partner) partners.pop_front();
    return partner;
  }

  void join(side s, offer<E>& mine) { waiting(s).push_back(mine); }
  void withdraw(offer<E>& mine) { waiting(mine.my_side).remove(mine); }

  void enrol(side s) { ++ends_[index(s)]; }

  // Gives up one end. The last of its side closes the channel, for good.
  void leave(side s, bool poisons) {
    if (poisons) poison();
    if (--ends_[index(s)] == 0) end(status::closed);
  }

  void poison() { end(status::poisoned); }

  // A shared one that nobody can use any more; whoever finds it so disposes of it, then without the lock.
  bool abandoned() const { return shared_ && !has_ends(); }
  void dispose() { E::release(this, sizeof *this); }

 private:
  constexpr rendezvous(label called, status s) : state_(s), label_(called), shared_(false) {}

  bool has_ends() const { return ends_[0] || ends_[1]; }

  static int index(side s) { return static_cast<int>(s); }
  queue<offer<E>>& waiting(side s) { return waiting_[index(s)]; }

  // Poison overrides closed, never the reverse.
  void end(status how) {
    if (state_ < how) state_ = how;
    dismiss(side::reader, how);
    dismiss(side::writer, how);
  }

  void dismiss(side s, status how) {
    while (offer<E>* last = waiting(s).front()) {
      withdraw(*last);
      last->decide(how);
    }
  }

  queue<offer<E>> waiting_[2];
  std::uint32_t ends_[2] = {0, 0};
  status state_ = status::would_wait;
  [[no_unique_address]] label label_;
  bool shared_;
};

}  // namespace csp::core
