// Processes started together, and the party that waits until the last of them has ended.
#pragma once
#include <coroutine>
#include <cstdint>
#include <utility>

#include "failure.hpp"
#include "frame.hpp"
#include "misuse.hpp"
#include "party.hpp"

namespace csp::core {

// What the starter of a process keeps of it. It stays where it is once the process has started.
template <class E>
struct member {
  member() {}
  explicit member(frame<E>& outermost) : self(&outermost) {}
  member(member&& from) noexcept : member() { *this = std::move(from); }
  // The frame that this one had is the caller's to destroy.
  member& operator=(member&& from) noexcept {
    require_idle();
    from.require_idle();
    self = std::exchange(from.self, nullptr);
    outcome = from.outcome;
    error = std::move(from.error);
    launch = std::move(from.launch);
    return *this;
  }

  // False when it got no memory for its frame. One that was started or moved from is an assertion: it is called, or
  // started, `here`.
  bool has_frame(site here) const {
    if (self) [[likely]]
      return true;
    if (outcome != status::no_memory) here.misused("a process is started again or was moved from", launch.called());
    return false;
  }

  // One that was started, or is being called, is found where it is.
  void require_idle() const {
    if (started_by) [[unlikely]]
      misuse("a process is moved, assigned to or destroyed while it runs",
             launch.called().empty() ? "process" : launch.called(), 0);
  }
  // A call of it is over.
  void returned() { started_by = nullptr; }

  frame<E>* self = nullptr;  // null: it has ended, was called, or got no memory
  union {
    family<E>* started_by = nullptr;  // null again when it has left, or returned
    std::coroutine_handle<> called_by;
  };
  member* next = nullptr;  // in its family
  status outcome = status::would_wait;
  [[no_unique_address]] failure error;
  [[no_unique_address]] typename E::launch launch;
};

template <class E>
struct family {
  party<E>* parent = nullptr;
  member<E>* first = nullptr;
  member<E>* last = nullptr;
  std::uint32_t alive = 1;  // the members, and the parent while it starts them
  status worst = status::done;
  bool threw = false;        // an exception left a member; it comes out of the par
  bool ends_parent = false;  // when one was ended, so is the parent
  bool ending = false;       // its members have been told to end; it takes no more
  family* next = nullptr;    // among families that are being ended

  void adopt(member<E>& child) {
    link(child);
    if (child.self) {
      enrol(child);
    } else {
      worst = status::no_memory;  // or it was moved from; enter() looks
    }
  }

  // It counts, and tells the family when it is over.
  void enrol(member<E>& child) {
    child.started_by = this;
    child.self->owner = &child;
    ++alive;
  }
  // It is found when all are to end.
  void link(member<E>& child) {
    (last ? last->next : first) = &child;
    last = &child;
  }

  // A member is over, its frames are gone. The last one lets the parent go on. The engine's lock is held.
  void leave(member<E>& child);

  // The parent has started whom it could: true when it need not wait.
  bool all_over() {
    if (--alive != 0) return false;
    parent->pending = 0;
    pass_on();
    return true;
  }

 private:
  void pass_on() {
    if (worst != status::done) [[unlikely]]
      pass_worst_on();
  }
  [[gnu::noinline]] void pass_worst_on() {
    if (threw) {
      if constexpr (failure::possible) pass_exception_on();
    } else if (ends_parent && parent->lives()) {
      parent->fate = worst;
    }
  }
  // The parent was ended meanwhile, and will not see it: it leaves the parent.
  void pass_exception_on() {
    if (parent->lives() || parent->is_plain()) return;
    const member<E>* thrower = first;
    while (!thrower->error.happened()) thrower = thrower->next;
    static_cast<frame<E>*>(parent)->owner->error = thrower->error;
    parent->fate = status::failed;
  }
};

namespace ending {

// Marks `p`; one that waits for its children is done when they are, so they go first.
template <class E>
void doom(party<E>& p, family<E>*& to_do) {
  if (!p.lives() || p.doomed) return;
  p.doomed = true;
  if (p.pending == 0) return;  // it runs, or its wait is decided: the next wait ends it
  if (p.kind != wait_for::children) return p.condemn(status::poisoned);
  p.fate = status::poisoned;
  p.awaited.children->next = to_do;
  to_do = p.awaited.children;
}

}  // namespace ending

// Ends all members of a family, and what they started, as by poison: each at its pending or its next
// wait of any kind. Decisions already made stand. A loop, however deep the families are nested.
// The engine's lock is held.
template <class E>
void end_members(family<E>& start) {
  start.next = nullptr;
  family<E>* to_do = &start;
  while (to_do) {
    family<E>& now = *to_do;
    now.ending = true;
    to_do = now.next;
    for (member<E>* m = now.first; m; m = m->next)
      if (m->self) ending::doom(*m->self, to_do);
  }
}

template <class E>
void family<E>::leave(member<E>& child) {
  if (worst < child.outcome) worst = child.outcome;
  if (child.error.happened()) {
    threw = true;
    end_members(*this);
  }
  child.started_by = nullptr;
  if (--alive != 0) return;
  pass_on();
  parent->answered();
}

}  // namespace csp::core
