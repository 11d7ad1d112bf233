// Starting the children of a group: all of them, or none for lack of memory, or as many as the system allows.
#pragma once
#include "unwind.hpp"

namespace csp::core {

// The system refused `child` a thread: those already started are ended, the others never start.
template <class E>
void refuse(child_group<E>& group, child_process<E>* child) {
  {
    typename E::scoped_lock lock;
    cancel_children(group);
  }
  for (; child; child = child->next) {
    set_exit_status<E>(*child->self, status::failed);
    destroy_frames(*child->self);
    typename E::scoped_lock lock;
    group.leave(*child);
  }
}

// What keeps all of them from starting: poisoned when `me` was ended from outside, no_memory for lack of memory for one
// frame; else done.
template <class E>
status prepare_start(child_group<E>& group, party<E>& me, site here) {
  typename E::scoped_lock lock;
  if (!try_begin_wait(me, here)) return me.exit_status;
  if (group.worst == status::no_memory) return status::no_memory;
  me.await_children(group);
  return status::done;
}

// Without memory that is every child's outcome.
template <class E>
[[gnu::noinline]] void start_none(child_group<E>& group, status why, site here) {
  group.unfinished = 1;
  for (child_process<E>* child = group.first; child; child = child->next) {
    if (why == status::no_memory) {
      (void)child->has_frame(here);
      child->outcome = why;
    }
    child->started_by = nullptr;  // it never is
  }
}

// Starts all children for `me`, which waits `here`, in their order; group.try_finish() then says whether it has to
// wait.
template <class E>
void start(child_group<E>& group, party<E>& me, site here = {}) {
  group.parent = &me;
  const status instead = prepare_start(group, me, here);
  if (instead != status::done) [[unlikely]]
    return start_none(group, instead, here);
  child_process<E>* next = nullptr;
  for (child_process<E>* child = group.first; child; child = next) {
    next = child->next;  // asked first: once it runs, the body of a scope may link children of its own
    if (!E::start(*child)) return refuse(group, child);
  }
}

}  // namespace csp::core
