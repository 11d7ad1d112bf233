// Two operations meet: a value moves; or nobody is there, and one of them waits.
#pragma once
#include <type_traits>
#include <utility>

#include "../choice/choice.hpp"
#include "../process/frame.hpp"
#include "evicted_value.hpp"
#include "transfer.hpp"

namespace csp::core {

// What a channel of `void` carries.
struct unit {};

template <class T>
using payload_of = std::conditional_t<std::is_void_v<T>, unit, T>;

template <class T, side S, class E>
void exchange(offer<E>& partner, T* mine) {
  if constexpr (S == side::reader) {
    transfer<T, E>(partner.payload, mine);
  } else {
    transfer<T, E>(mine, partner.payload);
  }
}

// With any partner, where there may be one that is not alone. `evicted` is a writer's.
template <class T, side S, class E>
[[gnu::noinline]] bool try_meet_any(rendezvous<E>& at, T* mine, evicted_value<T>* evicted,
                                    const choice<E>* asking = nullptr) {
  offer<E>* const partner = at.search(S, asking);
  if (!partner) return false;
  if constexpr (S == side::writer)
    if (partner->role == offer_role::buffer && !try_make_room(*partner->owner_buffer, evicted)) return true;
  exchange<T, S>(*partner, mine);
  partner->decide(status::done);
  return true;
}

// Commits an operation on side S, whose value is or will be at `mine`, with the partner that waits first in the queue
// and is alone, both in one step. False without one: nothing has happened. The engine's lock is held.
template <class T, side S, class E>
[[gnu::always_inline]] inline bool try_meet_alone(rendezvous<E>& at, offer<E>* partner, T* mine) {
  if (!partner || partner->role != offer_role::alone) return false;
  at.take_first_partner(S);
  exchange<T, S>(*partner, mine);
  partner->complete();
  return true;
}

// The same with any partner in the queue.
template <class T, side S, class E>
[[gnu::always_inline]] inline bool try_meet_queue(rendezvous<E>& at, T* mine, evicted_value<T>* evicted) {
  offer<E>* const partner = at.first_partner(S);
  return try_meet_alone<T, S>(at, partner, mine) || (partner && try_meet_any<T, S>(at, mine, evicted));
}

// The same with any partner, also a choice that is kept and does not queue.
template <class T, side S, class E>
bool try_meet(rendezvous<E>& at, T* mine, evicted_value<T>* evicted) {
  return try_meet_queue<T, S>(at, mine, evicted) || (at.needs_slow_path() && try_meet_any<T, S>(at, mine, evicted));
}

// The same for an operation that does not wait: done, or what it meets instead of a partner.
template <class T, side S, class E>
status meet_now(rendezvous<E>& at, T* mine, evicted_value<T>* evicted, site here = {}) {
  if (try_meet<T, S>(at, mine, evicted)) return status::done;
  const status instead = at.state(here);
  if (instead == status::done) __builtin_unreachable();  // said for the compiler's analysis of `mine`
  return instead;
}

// The meeting of an operation whose type is known with a partner that is not in the queue.
template <class E>
using commit_fn = bool(offer<E>&);

// At a channel that has ended, or where choices are kept. Here and where else it is not the common way, the side is
// asked for at run time: code for one side more is flash that a small chip may not have.
template <class E>
[[gnu::noinline]] bool on_no_partner_slow(offer<E>& mine, party<E>& me, void* payload, typename E::scoped_lock& lock,
                                          commit_fn<E>* elsewhere) {
  const side s = mine.my_side;
  if (!mine.channel->may_enqueue(s)) mine.answer = elsewhere(mine) ? status::done : mine.channel->state(me.where);
  if (mine.answer == undecided) {
    mine.channel->note_user(s, &me);
    me.await_one(mine);
    mine.join_guarded(s, me, payload);
    mine.channel->serve_extended(s);
    return E::wait(me, lock);
  }
  if (mine.ends_process && mine.answer != status::done) return end_now(me, mine.answer);
  return E::spend_budget() && E::reschedule(me);
}

// Where nothing keeps it from waiting.
template <side S, class E>
[[gnu::always_inline]] inline bool wait_in_queue(offer<E>& mine, party<E>& me, void* payload,
                                                 typename E::scoped_lock& lock) {
  mine.channel->note_user(S, &me);
  me.await_one(mine);
  mine.join_queue(S, me, payload);
  return E::wait(me, lock);
}

// Where choices are kept that do not wait, it only tells them.
template <side S, class E>
[[gnu::noinline]] bool on_no_partner_at_kept(offer<E>& mine, party<E>& me, void* payload, typename E::scoped_lock& lock,
                                             commit_fn<E>* elsewhere) {
  if (!mine.channel->try_hint_kept(S)) [[unlikely]]
    return on_no_partner_slow(mine, me, payload, lock, elsewhere);
  return wait_in_queue<S>(mine, me, payload, lock);
}

// What follows when nobody is in the queue: the operation meets a partner elsewhere, or takes note that nobody will
// ever come, or waits with its value at `payload`. Returns whether the coroutine must suspend. Releases the lock when
// it waits.
template <side S, class E>
[[gnu::noinline]] bool on_no_partner(offer<E>& mine, frame<E>& process, void* payload, typename E::scoped_lock& lock,
                                     commit_fn<E>* elsewhere, site here) {
  party<E>& me = *process.root;
  if (!try_begin_wait(me, here)) return end_now(me);
  if (mine.channel->needs_slow_path()) [[unlikely]]
    return on_no_partner_at_kept<S>(mine, me, payload, lock, elsewhere);
  return wait_in_queue<S>(mine, me, payload, lock);
}

// Nobody is there after all. What is needed now lies where it would if the offer waited already.
template <class E>
[[gnu::noinline]] bool on_no_partner_after_all(offer<E>& mine, typename E::scoped_lock& lock, commit_fn<E>* elsewhere) {
  party<E>& me = *mine.owner;
  if (!try_begin_wait(me, me.where)) return end_now(me);
  return on_no_partner_slow(mine, me, mine.payload, lock, elsewhere);
}

// The budget is spent. A process that was ended from outside meets nobody any more.
template <class E>
[[gnu::noinline]] bool meet_without_budget(offer<E>& mine, typename E::scoped_lock& lock, commit_fn<E>* anybody) {
  if (!try_begin_wait(*mine.owner, mine.owner->where)) return end_now(*mine.owner);
  E::on_caught();
  if (!anybody(mine)) return on_no_partner_after_all(mine, lock, anybody);
  mine.answer = status::done;
  return E::reschedule(*mine.owner);
}

// Somebody is in the queue, but is not alone; or the budget is spent. To keep four values in registers over the
// meeting costs more than to put them where they are should it have to wait.
template <class E>
[[gnu::noinline]] bool meet_slow(offer<E>& mine, frame<E>& process, void* payload, typename E::scoped_lock& lock,
                                 commit_fn<E>* anybody, site here) {
  mine.owner = process.root;
  mine.payload = payload;
  mine.owner->where = here;
  if (E::is_budget_spent()) [[unlikely]]
    return meet_without_budget(mine, lock, anybody);
  if (!anybody(mine)) return on_no_partner_after_all(mine, lock, anybody);
  mine.answer = status::done;
  return false;
}

}  // namespace csp::core
