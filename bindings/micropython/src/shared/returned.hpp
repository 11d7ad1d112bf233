// What was read comes back to its channel, for whoever has read it cannot take it: the next reader gets it, before what
// others write and before what was read later and came back, too. `ticket` says when it was read.
#pragma once
#include <cstring>

#include "waiting.hpp"

namespace csp::micropython {

// A wait in which nobody waits. Released when it is decided, where the engine does that. May raise MemoryError.
template <class E>
waiting<E>& wait_of_nobody();

// In a buffer to which something has come back, every value knows when it was read; no_ticket: not yet.
struct ticketed {
  mp_obj_t value;
  std::uint32_t ticket;
};

inline void forget(void* value) { *static_cast<ticketed*>(value) = {MP_OBJ_NULL, 0}; }

// Only the value moves, as those who wait have a place for no more. A slot without a value has no ticket.
inline constexpr core::value_type ticketed_value = {
    sizeof(ticketed),
    [](void* from, void* to) { *static_cast<mp_obj_t*>(to) = *static_cast<mp_obj_t*>(from); },
    forget,
    forget,
};

template <class E>
ticketed& ticketed_at(core::store<E>& buffer, unsigned i) {
  return *static_cast<ticketed*>(buffer.stored(i));
}

// How many of the oldest came back and were read before that ticket was given.
template <class E>
unsigned read_before(core::store<E>& buffer, std::uint32_t ticket) {
  unsigned n = 0;
  while (n < buffer.count() && ticketed_at(buffer, n).ticket != buffer.no_ticket &&
         buffer.is_before(ticketed_at(buffer, n).ticket, ticket))
    ++n;
  return n;
}

// Where there is a slot for it. With the engine's lock.
template <class E>
void unread_ticketed(core::store<E>& buffer, mp_obj_t value, std::uint32_t ticket) {
  const unsigned before = read_before(buffer, ticket);
  const unsigned count = buffer.count();
  buffer.unread(&value);
  if (buffer.count() == count) return;  // a reader that waited has it, or nobody can read it
  ticketed_at(buffer, 0).ticket = ticket;
  for (unsigned i = 0; i < before; ++i) std::swap(ticketed_at(buffer, i), ticketed_at(buffer, i + 1));
}

// Memory for that many ticketed values; null without any.
inline ticketed* new_ticketed(unsigned slots) {
  auto* const storage = static_cast<ticketed*>(m_malloc_maybe(slots * sizeof(ticketed)));
  if (storage) std::memset(static_cast<void*>(storage), 0, slots * sizeof(ticketed));
  return storage;
}

// Its values move there. With the engine's lock.
template <class E>
void move_to_ticketed(core::store<E>& buffer, ticketed* storage, unsigned slots) {
  for (unsigned i = 0; buffer.holds_as(ticketed_value) && i < buffer.count(); ++i)
    storage[i].ticket = ticketed_at(buffer, i).ticket;
  buffer.move_to(storage, static_cast<std::uint16_t>(slots), ticketed_value);
}

// Without memory for the tickets it comes before all others.
template <class E>
void unread_in_buffer(core::store<E>& buffer, mp_obj_t value, std::uint32_t ticket) {
  for (;;) {
    unsigned slots;
    bool full;
    {
      typename E::scoped_lock lock;
      full = buffer.count() == buffer.slots();
      if (!full && buffer.holds_as(ticketed_value)) return unread_ticketed(buffer, value, ticket);
      slots = buffer.slots() + full;
    }
    ticketed* const storage = new_ticketed(slots);
    if (!storage && full) m_malloc_fail(slots * sizeof(ticketed));
    typename E::scoped_lock lock;
    if (storage && slots >= buffer.slots()) move_to_ticketed(buffer, storage, slots);
    if (!storage && buffer.unread(&value)) return;
  }
}

// What came back waits in front of all, in the order in which it was read.
template <class E>
core::offer<E>* first_read_after(core::rendezvous<E>& at, std::uint32_t ticket) {
  auto* o = at.first_partner(core::side::reader);
  while (o && is_returned(*o) && at.is_before(o->ticket, ticket)) o = o->next;
  return o;
}

template <class E>
bool has_ended(core::rendezvous<E>& at) {
  typename E::scoped_lock lock;
  return at.has_ended();
}

template <class E>
void unread(core::rendezvous<E>& at, mp_obj_t value, std::uint32_t ticket) {
  if (at.is_buffer()) return unread_in_buffer(reinterpret_cast<core::store<E>&>(at), value, ticket);
  if (has_ended(at)) return;
  waiting<E>& w = wait_of_nobody<E>();
  typename E::scoped_lock lock;
  if (at.has_ended()) return;
  w.renew(at, core::side::writer, false);
  w.value = value;
  w.owner = &w.party();
  w.payload = &w.value;
  w.await_one(w);
  w.ticket = ticket;
  if (core::try_meet_again<mp_obj_t>(w.offer())) return;
  at.rejoin_before(first_read_after(at, ticket), w.offer());
}

}  // namespace csp::micropython
