// Two operations meet: the one place where a value moves; or nobody is there, and one of them waits.
#pragma once
#include <new>
#include <type_traits>
#include <utility>

#include "rendezvous.hpp"

namespace csp::core {

// What a channel of `void` carries.
struct unit {};

template <class T>
using payload_of = std::conditional_t<std::is_void_v<T>, unit, T>;

// Runs no code of the user's but a nothrow move construction into raw storage.
template <class T>
void transfer(void* from, void* to) {
  ::new (to) T(std::move(*static_cast<T*>(from)));
}

// Commits an operation on side S, whose value is or will be at `mine`, with a waiting partner, both in
// one step. False without a partner: nothing has happened. The engine's lock is held.
template <class T, side S, class E>
bool meet(rendezvous<E>& at, T* mine) {
  offer<E>* partner = at.take_partner(S);
  if (!partner) return false;
  if constexpr (S == side::reader) {
    transfer<T>(partner->slot, mine);
  } else {
    transfer<T>(mine, partner->slot);
  }
  partner->decide(status::done);
  return true;
}

// The same for an operation that does not wait: done, or what it meets instead of a partner.
template <class T, side S, class E>
status meet_now(rendezvous<E>& at, T* mine) {
  if (meet<T, S>(at, mine)) return status::done;
  const status instead = at.state();
  if (instead == status::done) __builtin_unreachable();  // said for the compiler's analysis of `mine`
  return instead;
}

// What follows when there is no partner: the offer waits with its value at `slot`, or takes note that nobody
// will ever come. Answers whether the coroutine must suspend. Releases the lock when it waits.
template <side S, class E>
[[gnu::noinline]] bool unmet(offer<E>& mine, party<E>& me, void* slot, typename E::guard& lock) {
  if (me.doomed) [[unlikely]]
    return end_now(me, status::poisoned);
  if (const status why = mine.channel->state(); why != status::would_wait) [[unlikely]] {
    mine.answer = why;
    return mine.plain ? end_now(me, why) : E::tired() && E::rest(me);
  }
  me.await_one(mine);
  mine.join(S, me, slot);
  return E::wait(me, lock);
}

}  // namespace csp::core
