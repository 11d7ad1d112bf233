// One wait of a task or a thread: the operation that it has out, or the party of its choice.
#pragma once
#include "meeting.hpp"

namespace csp::micropython {

// Filled in anew for every wait. The value is the one to be written, or that was read; during a choice, the
// Alternative.
template <class E>
struct waiting : core::offer<E>, core::party<E> {
  waiting(core::rendezvous<E>& at, core::side s, bool is_plain) : core::offer<E>(at, s, is_plain) {}

  mp_obj_t value;

  core::party<E>& party() { return *this; }
  core::offer<E>& offer() { return *this; }

  // Begins a read or a write of `v`: true when it is answered already, else it waits in the channel's queue.
  bool begin(mp_obj_t v) {
    value = v;
    typename E::guard lock;
    core::leftover<mp_obj_t>* const nothing = nullptr;
    this->answer = this->my_side == core::side::reader
                       ? core::meet_now<mp_obj_t, core::side::reader>(*this->channel, &value, nothing)
                       : core::meet_now<mp_obj_t, core::side::writer>(*this->channel, &value, nothing);
    if (this->answer != status::would_wait) return true;
    this->await_one(*this);
    core::offer<E>::join(this->my_side, *this, &value);
    return false;
  }

  bool is_choice() const { return this->kind == core::wait_for::choice; }
  bool undecided() const { return this->pending != 0; }
  // It was committed, and its value has come.
  bool has_read() const {
    return this->kind == core::wait_for::one && this->answer == status::done && this->my_side == core::side::reader;
  }

  // Takes back what is undecided.
  void give_up() {
    typename E::guard lock;
    party().withdraw();
    this->pending = 0;
  }
};

}  // namespace csp::micropython
