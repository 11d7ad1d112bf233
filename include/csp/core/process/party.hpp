// A party: whoever can wait, a process or a plain thread. It waits for one thing at a time.
// Every member is used with the engine's lock held, or by the party itself while nobody can wake it.
#pragma once
#include <coroutine>
#include <cstdint>
#include <utility>

#include "../diagnostics/site.hpp"
#include "../status.hpp"

namespace csp::core {

template <class E>
struct offer;
template <class E>
struct guard_offer;
template <class E>
class choice;
template <class E>
struct child_group;

// Several offers that one party has out together.
template <class E>
struct offer_group {
  // The time of one is over, unless it has been decided. It is taken out: null stands in its place.
  offer<E>* take_out(unsigned which) { return std::exchange(offers[which], nullptr); }
  bool has(const offer<E>& one) const {
    for (std::uint16_t i = 0; i < count; ++i)
      if (offers[i] == &one) return true;
    return false;
  }

  offer<E>** offers;
  std::uint16_t count = 0;
};

// What a party waits for; `kinds` counts them, for tables.
enum class wait_for : unsigned char { nothing, one, several, choice, children, time, kinds };

// What the seats of an engine have whose processes are coroutines.
struct resumable {
  std::coroutine_handle<> innermost;  // the frame to resume: the last process called; null: plain code

  bool is_plain_code() const { return !innermost; }
};

template <class E>
struct party : E::seat {
  union {
    offer<E>* one;
    offer_group<E>* several;
    core::choice<E>* choice;
    child_group<E>* children;
  } awaited;
  std::uint16_t pending = 0;  // answers that it still needs; it waits while this is not 0
  wait_for kind = wait_for::nothing;
  bool cancel_requested = false;     // ended from outside: its next wait is its last
  status exit_status = alive;        // why it ends
  bool late = false;                 // its alarm has rung while it was pinned
  std::uint16_t pins = 0;            // its writes that extended reads have pinned; meanwhile its frames stay
  [[no_unique_address]] site where;  // it waits, or waited last; for reports

  // Plain code waits without a coroutine; so does what stands in a run queue for something else.
  struct plain_code {};
  explicit constexpr party(plain_code) : E::seat{}, awaited{nullptr}, exit_status(status::done) {}
  party() = default;

  bool is_alive() const { return exit_status == alive; }

  void await_one(offer<E>& mine) {
    awaited.one = &mine;
    begin(wait_for::one);
  }
  void await_several(offer_group<E>& mine) {
    awaited.several = &mine;
    begin(wait_for::several);  // one of them its own, until all offers stand
  }
  void await_choice(core::choice<E>& mine) {
    awaited.choice = &mine;
    begin(wait_for::choice);
  }
  void await_time() { begin(wait_for::time); }
  void await_children(child_group<E>& mine) {
    awaited.children = &mine;
    begin(wait_for::children);
  }

  // One of the answers has come.
  [[gnu::always_inline]] void on_answer() {
    if (--pending == 0) return E::ready(*this);
    if constexpr (requires { E::still_waits(*this); }) E::still_waits(*this);
  }

  // Ends a party that waits for anything but its children: takes back those undecided, and lets it go to its end, as
  // soon as nobody has it pinned.
  void cancel(status why) {
    withdraw();
    exit_status = why;
    if (pins == 0) stop_waiting();
  }
  // An extended read lets go of one of its writes. False when it had to end meanwhile.
  bool unpin() {
    --pins;
    if (is_alive() || this->is_plain_code()) return true;
    if (pins == 0) stop_waiting();
    return false;
  }
  // It waits no more, and ends.
  void stop_waiting() {
    pending = 0;
    E::ready(*this);
  }

  // Its alarm rings before anything else has come; in a choice, that guard is chosen, and of several, it is the time of
  // that one which is over.
  void on_timeout(unsigned guard) {
    if (kind == wait_for::time) return on_answer();
    if (kind == wait_for::several) return one_timed_out(guard);
    if (pins != 0) return note_late(guard);
    late = false;
    if (kind == wait_for::choice) return awaited.choice->on_timeout(guard);
    withdraw();
    on_answer();
  }

  void withdraw() {
    if (kind == wait_for::one) return awaited.one->withdraw();
    if (kind == wait_for::choice) return awaited.choice->withdraw();
    if (kind != wait_for::several) return;
    static_assert(static_cast<unsigned>(wait_for::kinds) == 6, "a new kind of wait: what is taken back of it?");
    for (std::uint16_t i = 0; i < awaited.several->count; ++i)
      if (offer<E>* const one = awaited.several->offers[i]) one->withdraw();
  }

  // The write of `mine`, which was pinned, is given back: has its alarm rung meanwhile?
  bool is_late(const offer<E>& mine) {
    return kind == wait_for::several ? !awaited.several->has(mine) : std::exchange(late, false);
  }
  // It waits, but not for the alarm of that part: there is nothing to decide any more.
  bool has_decided(unsigned part) const {
    return kind == wait_for::several && pending != 0 && pins == 0 && is_decided(part);
  }

 private:
  bool is_decided(unsigned part) const {
    const offer<E>* const one = awaited.several->offers[part];
    return !one || one->answer != status::would_wait;
  }

  // One that is pinned learns it when it is given back.
  void one_timed_out(unsigned which) {
    if (!is_alive()) return;
    offer<E>* const one = awaited.several->take_out(which);
    if (one->answer != status::would_wait) return;
    one->withdraw();
    on_answer();
  }

  // What it would have chosen then, it chooses when it is given back.
  void note_late(unsigned guard) {
    late = true;
    if (kind == wait_for::choice) awaited.choice->set_ready(guard, true);
  }

  // A party that is to be cancelled begins no wait, so all three can be written at once.
  void begin(wait_for what) {
    pending = 1;
    kind = what;
    cancel_requested = false;
  }
};

// Every wait begins with this: `me` may wait `here`, which reports say of it from now on. False when it was ended from
// outside, and then has its exit status.
template <class E>
[[nodiscard, gnu::always_inline]] inline bool try_begin_wait(party<E>& me, site here) {
  if (me.cancel_requested) [[unlikely]] {
    me.exit_status = status::poisoned;
    return false;
  }
  me.where = here;
  return true;
}

// `me` has its exit status, and goes down at once; returns that its coroutine suspends.
template <class E>
bool end_now(party<E>& me) {
  E::proceed(me);
  return true;
}
template <class E>
bool end_now(party<E>& me, status why) {
  me.exit_status = why;
  return end_now(me);
}

}  // namespace csp::core
