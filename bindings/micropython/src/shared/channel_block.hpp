// A channel as the core knows it, on the machine's heap.
//
// The collector follows a pointer only to the head of a block. Operations that wait point to the head of this one, so
// a channel that nobody else knows lives as long as somebody waits at it.
#pragma once
#include "core.hpp"
#include "vm.hpp"

namespace csp::micropython {

// What the core does not need to know.
struct channel_info {
  mp_obj_t name;
};

template <class E>
struct unbuffered_block {
  core::rendezvous<E> at;
  channel_info more;
};

template <class E>
struct buffered_block {
  core::store<E> at;
  channel_info more;
};

// Only a channel's name is there: nobody is in a hurry for it.
template <class E>
[[gnu::noinline]] channel_info& about(core::rendezvous<E>& at) {
  if (at.is_buffer()) return reinterpret_cast<buffered_block<E>&>(at).more;
  return reinterpret_cast<unbuffered_block<E>&>(at).more;
}

template <class E>
core::rendezvous<E>* new_rendezvous(mp_obj_t name) {
  auto* const m = static_cast<unbuffered_block<E>*>(m_malloc(sizeof(unbuffered_block<E>)));
  return &(::new (m) unbuffered_block<E>{core::rendezvous<E>("channel"), {name}})->at;
}

// With a buffer of `size` values.
template <class E>
core::rendezvous<E>* new_buffered_rendezvous(mp_obj_t name, std::uint16_t size) {
  void* const storage = m_malloc0(size * sizeof(mp_obj_t));
  auto* const m = static_cast<buffered_block<E>*>(m_malloc(sizeof(buffered_block<E>)));
  ::new (&m->at) core::store<E>("channel", core::value_type_of<mp_obj_t, E>, storage, size, core::when_full::waits);
  ::new (&m->more) channel_info{name};
  return &m->at;
}

// A value that was given back waits as a write that does not end its process, and no other write is that.
template <class E>
bool is_returned(const core::offer<E>& o) {
  return o.role == core::offer_role::alone && o.my_side == core::side::writer && !o.ends_process;
}

// How many operations and guards wait on that side.
template <class E>
unsigned waiting_on(core::rendezvous<E>& at, core::side s) {
  unsigned n = 0;
  for (const core::offer<E>* o = at.first_partner(core::other(s)); o; o = o->next)
    if (o->role != core::offer_role::buffer && !is_returned(*o)) ++n;
  return n;
}

[[noreturn]] void raise_poison(mp_obj_t channel_name);

}  // namespace csp::micropython
