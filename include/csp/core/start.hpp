// Starting the members of a family: all of them, or none for want of memory, or as many as the system allows.
#pragma once
#include "unwind.hpp"

namespace csp::core {

// The system refused `m` a thread: those already started are ended, the others never start.
template <class E>
void refuse(family<E>& f, member<E>* m) {
  {
    typename E::guard lock;
    end_members(f);
  }
  for (; m; m = m->next) {
    seal<E>(*m->self, status::failed);
    destroy_frames(*m->self);
    typename E::guard lock;
    f.leave(*m);
  }
}

// False when nothing may start: because `me` was ended from outside, or for want of memory for one frame, which every
// member then answers.
template <class E>
bool enter(family<E>& f, party<E>& me, site here) {
  typename E::guard lock;
  if (me.doomed) {
    me.fate = status::poisoned;
    return false;
  }
  if (f.worst == status::no_memory) {
    for (member<E>* m = f.first; m; m = m->next) {
      (void)m->has_frame(here);
      m->outcome = status::no_memory;
    }
    return false;
  }
  me.where = here;
  me.await_children(f);
  return true;
}

// Starts all members for `me`, which waits `here`, in their order; f.all_over() then says whether it has to wait.
template <class E>
void start(family<E>& f, party<E>& me, site here = {}) {
  f.parent = &me;
  if (!enter(f, me, here)) {
    f.alive = 1;
    for (member<E>* m = f.first; m; m = m->next) m->started_by = nullptr;  // it never is
    return;
  }
  member<E>* next = nullptr;
  for (member<E>* m = f.first; m; m = next) {
    next = m->next;  // asked first: once it runs, the body of a scope may link children of its own
    if (!E::start(*m)) return refuse(f, m);
  }
}

}  // namespace csp::core
