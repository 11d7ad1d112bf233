// One wait of a task or a thread: the operation that it has out, or the party of its choice.
#pragma once
#include "channel_block.hpp"

namespace csp::micropython {

// Meets a partner that is there: done, with the value in `*value` for a reader; or the channel has ended; or
// would_wait. With the engine's lock.
template <core::side S, class E>
status meet_at_once(core::rendezvous<E>& at, mp_obj_t* value) {
  core::evicted_value<mp_obj_t>* const nothing = nullptr;
  return core::meet_now<mp_obj_t, S>(at, value, nothing);
}

// The value is the one to be written, or that was read; during a choice, the
// Alternative.
template <class E>
struct waiting : core::offer<E>, core::party<E> {
  waiting(core::rendezvous<E>& at, core::side s, bool ends) : core::offer<E>(at, s, ends) {}

  mp_obj_t value;

  core::party<E>& party() { return *this; }
  core::offer<E>& offer() { return *this; }

  // Filled in anew, for another wait. What stands before the offer stays: a constructor would end its life.
  void renew(core::rendezvous<E>& at, core::side s, bool ends) {
    this->channel = &at;
    this->my_side = s;
    this->ends_process = ends;
    this->answer = core::undecided;
    this->role = core::offer_role::alone;
    ::new (&party()) core::party<E>();
  }

  // Waits in the channel's queue, with a value that is to be written. With the engine's lock, where nobody could be
  // met.
  void wait(mp_obj_t v) {
    value = v;
    this->await_one(*this);
    core::offer<E>::join(this->my_side, *this, &value);
  }

  bool is_choice() const { return this->kind == core::wait_for::choice; }
  bool undecided() const { return this->pending != 0; }
  // It was committed, and its value has come.
  bool has_read() const {
    return this->kind == core::wait_for::one && this->answer == status::done && this->my_side == core::side::reader;
  }

  // Takes back what is undecided.
  void cancel_wait() {
    typename E::scoped_lock lock;
    party().withdraw();
    this->pending = 0;
  }
};

}  // namespace csp::micropython
