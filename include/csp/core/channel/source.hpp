// Where values come into a network, or leave it, without a process: it stands at a channel like a party that is always
// willing, as long as it has a value, or room for one.
#pragma once
#include "meet.hpp"

namespace csp::core {

// The other half of an interrupt's end, used by the engine. Every member is called with the engine's lock held.
template <class E>
class source : public offer<E> {
 public:
  source(rendezvous<E>& at, side s) : offer<E>(at, s, false) {
    this->role = offer_role::source;
    this->owner_source = this;
  }

  // Meets all that wait for it, and then waits itself.
  void refresh() {
    if (waits_) this->payload = next_slot();
    while (!waits_ && !pinned_ && ended_ == status::would_wait && (this->payload = next_slot()))
      if (!try_meet_one()) wait();
  }
  // A channel has ended. It may be its own, though it does not wait there.
  void note_end(const rendezvous<E>& at) {
    if (this->channel == &at && !waits_ && at.has_ended_for(this->my_side)) end(at.state());
  }

  void on_decided(status s) {
    waits_ = pinned_ = false;
    if (s == status::done) {
      on_moved();
      refresh();
    } else {
      end(s);
    }
  }

  // By an extended read; it stands in no queue meanwhile.
  void pin() {
    waits_ = false;
    pinned_ = true;
    this->ensure_ticket();
  }
  void offer_again() {
    pinned_ = false;
    if (this->channel->has_ended() || try_meet_one()) return refresh();
    waits_ = true;
    this->channel->rejoin(*this);
  }

  void leave() {
    if (pinned_)
      misuse("an interrupt's end is destroyed while an extended read looks at its value", "interrupt_writer", 0);
    if (waits_) this->channel->withdraw(*this);
    waits_ = false;
  }

  source* next_source = nullptr;  // among those of the engine

 protected:
  ~source() = default;

  // The slot of the value that is next, or of the room; null when there is none.
  virtual void* next_slot() = 0;
  // Moves the value between that slot and a partner's: it knows its type.
  virtual void exchange(void* theirs) = 0;
  // It was taken, or filled.
  virtual void on_moved() = 0;
  // The channel has ended.
  virtual void on_ended(status how) = 0;

 private:
  bool try_meet_one() { return try_meet_alone() || try_meet_any(); }

  // The partner that waits first and is alone, as is the rule.
  bool try_meet_alone() {
    offer<E>* const partner = this->channel->first_partner(this->my_side);
    if (!partner || partner->role != offer_role::alone) return false;
    this->channel->take_first_partner(this->my_side);
    exchange(partner->payload);
    on_moved();
    partner->complete();
    return true;
  }

  bool try_meet_any() {
    offer<E>* const partner = this->channel->search(this->my_side, nullptr);
    if (!partner) return false;
    evicted_value<unit> nothing;  // such values need no destruction
    const bool taken = this->my_side == side::reader || partner->role != offer_role::buffer ||
                       try_make_room(*partner->owner_buffer, &nothing);
    if (taken) exchange(partner->payload);
    on_moved();
    if (taken) partner->decide(status::done);
    return true;
  }

  void wait() {
    if (this->channel->has_ended_for(this->my_side)) return end(this->channel->state());
    waits_ = true;
    this->ticket = rendezvous<E>::no_ticket;
    this->channel->join(this->my_side, *this);
    this->channel->serve_extended(this->my_side);
  }

  void end(status how) {
    ended_ = how;
    on_ended(how);
  }

  bool waits_ = false;
  bool pinned_ = false;
  status ended_ = status::would_wait;
};

}  // namespace csp::core
