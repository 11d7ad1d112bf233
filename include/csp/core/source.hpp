// Where values come into a network, or leave it, without a process: it stands at a channel like a party that is always
// willing, as long as it has a value, or room for one.
#pragma once
#include <cstddef>

#include "meet.hpp"

namespace csp::core {

// The other half of an interrupt's end, used by the engine. Every member is called with the engine's lock held.
template <class E>
class source : public offer<E> {
 public:
  source(rendezvous<E>& at, side s, std::size_t size) : offer<E>(at, s, false), size_(size) {
    this->stands = standing::source;
    this->from = this;
  }

  // Meets all that wait for it, and then waits itself.
  void refresh() {
    while (!waits_ && !held_ && ended_ == status::would_wait && (this->slot = next_place()))
      if (!meet_one()) wait();
  }

  void decided(status s) {
    waits_ = held_ = false;
    if (s == status::done) {
      moved();
      refresh();
    } else {
      end(s);
    }
  }

  // By an extended read; it stands in no queue meanwhile.
  void hold() {
    waits_ = false;
    held_ = true;
  }
  void offer_again() {
    held_ = false;
    refresh();
  }

  void leave() {
    if (held_)
      misuse("an interrupt's end is destroyed while an extended read looks at its value", "interrupt_writer", 0);
    if (waits_) this->channel->withdraw(*this);
    waits_ = false;
  }

  source* next_source = nullptr;  // among those of the engine

 protected:
  ~source() = default;

  // The place of the value that is next, or of the room; null when there is none.
  virtual void* next_place() = 0;
  // It was taken, or filled.
  virtual void moved() = 0;
  // The channel has ended.
  virtual void ended(status how) = 0;

 private:
  bool meet_one() {
    offer<E>* const partner = this->channel->search(this->my_side, nullptr);
    if (!partner) return false;
    leftover<unit> nothing;  // such values need no destruction
    if (this->my_side == side::reader) {
      __builtin_memcpy(this->slot, partner->slot, size_);
    } else if (partner->stands != standing::place || make_room(*partner->behind, &nothing)) {
      __builtin_memcpy(partner->slot, this->slot, size_);
    } else {
      moved();
      return true;
    }
    moved();
    partner->decide(status::done);
    return true;
  }

  void wait() {
    if (this->channel->ended_for(this->my_side)) return end(this->channel->state());
    waits_ = true;
    this->channel->join(this->my_side, *this);
    this->channel->serve_extended(this->my_side);
  }

  void end(status how) {
    ended_ = how;
    ended(how);
  }

  std::size_t size_;
  bool waits_ = false;
  bool held_ = false;
  status ended_ = status::would_wait;
};

}  // namespace csp::core
