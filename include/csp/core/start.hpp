// Starting the members of a family: all of them, or none for want of memory, or as many as the system allows.
#pragma once
#include "unwind.hpp"

namespace csp::core {

// The system refused `m` a thread: those already started are ended, the others never start.
template <class E>
void refuse(family<E>& f, member<E>* m) {
  {
    typename E::scoped_lock lock;
    end_members(f);
  }
  for (; m; m = m->next) {
    seal<E>(*m->self, status::failed);
    destroy_frames(*m->self);
    typename E::scoped_lock lock;
    f.leave(*m);
  }
}

// What keeps all of them from starting: poisoned when `me` was ended from outside, no_memory for want of memory for one
// frame; else done.
template <class E>
status enter(family<E>& f, party<E>& me, site here) {
  typename E::scoped_lock lock;
  if (me.doomed) return me.fate = status::poisoned;
  if (f.worst == status::no_memory) return status::no_memory;
  me.where = here;
  me.await_children(f);
  return status::done;
}

// For want of memory every member answers that.
template <class E>
[[gnu::noinline]] void start_none(family<E>& f, status why, site here) {
  f.alive = 1;
  for (member<E>* m = f.first; m; m = m->next) {
    if (why == status::no_memory) {
      (void)m->has_frame(here);
      m->outcome = why;
    }
    m->started_by = nullptr;  // it never is
  }
}

// Starts all members for `me`, which waits `here`, in their order; f.all_over() then says whether it has to wait.
template <class E>
void start(family<E>& f, party<E>& me, site here = {}) {
  f.parent = &me;
  const status instead = enter(f, me, here);
  if (instead != status::done) [[unlikely]]
    return start_none(f, instead, here);
  member<E>* next = nullptr;
  for (member<E>* m = f.first; m; m = next) {
    next = m->next;  // asked first: once it runs, the body of a scope may link children of its own
    if (!E::start(*m)) return refuse(f, m);
  }
}

}  // namespace csp::core
