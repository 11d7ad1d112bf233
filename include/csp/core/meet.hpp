// Two operations meet: the one place where a value moves; or nobody is there, and one of them waits.
#pragma once
#include <new>
#include <type_traits>
#include <utility>

#include "choice.hpp"

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

template <class T, side S, class E>
void exchange(offer<E>& partner, T* mine) {
  if constexpr (S == side::reader) {
    transfer<T>(partner.slot, mine);
  } else {
    transfer<T>(mine, partner.slot);
  }
}

// With any partner, where there may be one that is not alone.
template <class T, side S, class E>
[[gnu::noinline]] bool meet_any(rendezvous<E>& at, T* mine, const choice<E>* asking = nullptr) {
  offer<E>* const partner = at.search(S, asking);
  if (!partner) return false;
  exchange<T, S>(*partner, mine);
  partner->decide(status::done);
  return true;
}

// Commits an operation on side S, whose value is or will be at `mine`, with the partner that waits in the queue, both
// in one step. False without one: nothing has happened. The engine's lock is held.
template <class T, side S, class E>
[[gnu::always_inline]] inline bool meet_queue(rendezvous<E>& at, T* mine) {
  offer<E>* const partner = at.first_partner(S);
  if (!partner) return false;
  if (partner->stands != standing::alone) [[unlikely]]
    return meet_any<T, S>(at, mine);
  at.take_first_partner(S);
  exchange<T, S>(*partner, mine);
  partner->complete();
  return true;
}

// The same with any partner, also a choice that is kept and does not queue.
template <class T, side S, class E>
bool meet(rendezvous<E>& at, T* mine) {
  return meet_queue<T, S>(at, mine) || (at.needs_thought() && meet_any<T, S>(at, mine));
}

// The same for an operation that does not wait: done, or what it meets instead of a partner.
template <class T, side S, class E>
status meet_now(rendezvous<E>& at, T* mine) {
  if (meet<T, S>(at, mine)) return status::done;
  const status instead = at.state();
  if (instead == status::done) __builtin_unreachable();  // said for the compiler's analysis of `mine`
  return instead;
}

// The meeting of an offer whose type is known with a partner that is not in the queue: meet_any.
template <class E>
using meeting = bool(rendezvous<E>&, void*);

template <class T, side S, class E>
bool meet_elsewhere(rendezvous<E>& at, void* mine) {
  return meet_any<T, S>(at, static_cast<T*>(mine));
}

// At a channel that has ended, or where choices are kept.
template <side S, class E>
[[gnu::noinline, gnu::cold]] bool unmet_here(offer<E>& mine, party<E>& me, void* slot, typename E::guard& lock,
                                             meeting<E>* elsewhere) {
  mine.answer = elsewhere(*mine.channel, slot) ? status::done : mine.channel->state();
  if (mine.answer == status::would_wait) {
    me.await_one(mine);
    mine.join(S, me, slot);
    return E::wait(me, lock);
  }
  if (mine.plain && mine.answer != status::done) return end_now(me, mine.answer);
  return E::tired() && E::rest(me);
}

// What follows when nobody is in the queue: the operation meets a partner elsewhere, or takes note that nobody will
// ever come, or waits with its value at `slot`. Answers whether the coroutine must suspend. Releases the lock when it
// waits.
template <side S, class E>
[[gnu::noinline]] bool unmet(offer<E>& mine, party<E>& me, void* slot, typename E::guard& lock, meeting<E>* elsewhere) {
  if (me.doomed) [[unlikely]]
    return end_now(me, status::poisoned);
  if (mine.channel->needs_thought()) [[unlikely]]
    return unmet_here<S>(mine, me, slot, lock, elsewhere);
  me.await_one(mine);
  mine.join_queue(S, me, slot);
  return E::wait(me, lock);
}

}  // namespace csp::core
