// What a channel's state is: for tests, and for whoever wonders.
#pragma once
#include "channel.hpp"

namespace csp::micropython {

// How many operations and guards wait at the channel.
template <class E>
mp_obj_t queue_len(mp_obj_t self) {
  auto& at = *object<channel<E>>(self)->at;
  unsigned n;
  {
    typename E::scoped_lock lock;
    n = waiting_on(at, core::side::reader) + waiting_on(at, core::side::writer);
  }
  return MP_OBJ_NEW_SMALL_INT(n);
}

// Whether all that waits there is a guard of one choice: the only ones that do not meet.
template <class E>
bool belongs_to_one_choice(core::rendezvous<E>& at) {
  const core::choice<E>* of = nullptr;
  for (const core::side s : {core::side::reader, core::side::writer})
    for (const core::offer<E>* o = at.first_partner(core::other(s)); o; o = o->next) {
      if (o->role != core::offer_role::guard || (of && o->owner_choice != of)) return false;
      of = o->owner_choice;
    }
  return true;
}

// AssertionError when the channel is in a state that it cannot be in.
template <class E>
mp_obj_t verify(mp_obj_t self) {
  auto& at = *object<channel<E>>(self)->at;
  const char* wrong = nullptr;
  {
    typename E::scoped_lock lock;
    const unsigned readers = waiting_on(at, core::side::reader);
    const unsigned writers = waiting_on(at, core::side::writer);
    if (readers && writers && !belongs_to_one_choice(at)) wrong = "a read and a write wait for each other";
    if (at.has_ended_for(core::side::reader) && readers + writers) wrong = "an operation waits at a poisoned channel";
  }
  if (wrong) raise_about(mp_type_AssertionError, wrong, self, "");
  return mp_const_none;
}

}  // namespace csp::micropython
