// Processes started together, and the party that waits until the last of them has ended.
#pragma once
#include <coroutine>
#include <cstdint>
#include <utility>

#include "../diagnostics/misuse.hpp"
#include "failure.hpp"
#include "frame.hpp"
#include "party.hpp"

namespace csp::core {

// What the starter of a process keeps of it. It stays where it is once the process has started.
template <class E>
struct child_process {
  child_process() {}
  explicit child_process(frame<E>& outermost) : self(&outermost) {}
  child_process(child_process&& from) noexcept : child_process() { *this = std::move(from); }
  // The frame that this one had is the caller's to destroy.
  child_process& operator=(child_process&& from) noexcept {
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
    if (outcome != status::no_memory) here.misused("a process is started again or was moved from", launch.name());
    return false;
  }

  // One that was started, or is being called, is found where it is.
  void require_idle() const {
    if (started_by) [[unlikely]]
      misuse("a process is moved, assigned to or destroyed while it runs",
             launch.name().empty() ? "process" : launch.name(), 0);
  }
  // A call of it is over.
  void on_returned() { started_by = nullptr; }

  frame<E>* self = nullptr;  // null: it has ended, was called, or got no memory
  union {
    child_group<E>* started_by = nullptr;  // null again when it has left, or returned
    std::coroutine_handle<> called_by;
  };
  child_process* next = nullptr;  // in its group
  status outcome = undecided;
  [[no_unique_address]] failure error;
  [[no_unique_address]] typename E::launch launch;
};

template <class E>
struct child_group {
  party<E>* parent = nullptr;
  child_process<E>* first = nullptr;
  child_process<E>* last = nullptr;
  std::uint32_t unfinished = 1;  // the children, and the parent while it starts them
  status worst = status::done;
  bool threw = false;           // an exception left a child; it comes out of the par
  bool ends_parent = false;     // when one was ended, so is the parent
  bool ending = false;          // its children have been told to end; it takes no more
  child_group* next = nullptr;  // among groups that are being ended

  void adopt(child_process<E>& child) {
    link(child);
    if (child.self) {
      enrol(child);
    } else {
      worst = status::no_memory;  // or it was moved from; has_frame() looks
    }
  }

  // It counts, and tells the group when it is over.
  void enrol(child_process<E>& child) {
    child.started_by = this;
    child.self->owner = &child;
    ++unfinished;
  }
  // It is found when all are to end.
  void link(child_process<E>& child) {
    (last ? last->next : first) = &child;
    last = &child;
  }

  // A child is over, its frames are gone. The last one lets the parent go on. The engine's lock is held.
  void leave(child_process<E>& child);

  // The parent has started whom it could: true when it need not wait.
  bool try_finish() {
    if (--unfinished != 0) return false;
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
    } else if (ends_parent && parent->is_alive()) {
      parent->exit_status = worst;
    }
  }
  // The parent was ended meanwhile, and will not see it: it leaves the parent.
  void pass_exception_on() {
    if (parent->is_alive() || parent->is_plain_code()) return;
    const child_process<E>* thrower = first;
    while (!thrower->error.has_happened()) thrower = thrower->next;
    static_cast<frame<E>*>(parent)->owner->error = thrower->error;
    parent->exit_status = status::failed;
  }
};

namespace ending {

// Marks `p`; one that waits for its children is done when they are, so they go first.
template <class E>
void request_cancel(party<E>& p, child_group<E>*& to_do) {
  if (!p.is_alive() || p.cancel_requested) return;
  p.cancel_requested = true;
  if (p.pending == 0) return;  // it runs, or its wait is decided: the next wait ends it
  if (p.kind != wait_for::children) return p.cancel(status::poisoned);
  p.exit_status = status::poisoned;
  p.awaited.children->next = to_do;
  to_do = p.awaited.children;
}

}  // namespace ending

// Ends all children of a group, and what they started, as by poison: each at its pending or its next
// wait of any kind. Decisions already made stand. A loop, however deep the groups are nested.
// The engine's lock is held.
template <class E>
void cancel_children(child_group<E>& start) {
  start.next = nullptr;
  child_group<E>* to_do = &start;
  while (to_do) {
    child_group<E>& now = *to_do;
    now.ending = true;
    to_do = now.next;
    for (child_process<E>* child = now.first; child; child = child->next)
      if (child->self) ending::request_cancel(*child->self, to_do);
  }
}

template <class E>
void child_group<E>::leave(child_process<E>& child) {
  if (worst < child.outcome) worst = child.outcome;
  if (child.error.has_happened()) {
    threw = true;
    cancel_children(*this);
  }
  child.started_by = nullptr;
  if (--unfinished != 0) return;
  pass_on();
  parent->on_answer();
}

}  // namespace csp::core
