// Starting the members of a family: all of them, or none for want of memory, or as many as the system allows.
#pragma once
#include "frame.hpp"

namespace csp::core {

// Without memory for one frame nothing starts: every member answers so.
template <class E>
bool all_have_memory(family<E>& f) {
  bool enough = true;
  for (member<E>* m = f.first; m; m = m->next) {
    if (m->self) continue;
    m->require_unused();
    enough = false;
  }
  if (enough) return true;
  for (member<E>* m = f.first; m; m = m->next) m->outcome = status::no_memory;
  f.worst = status::no_memory;
  return false;
}

// The system refused `m` a thread: those already started are ended, the others never start.
template <class E>
void refuse(family<E>& f, member<E>* m) {
  {
    typename E::guard lock;
    end_members(f);
  }
  for (; m; m = m->next) {
    {
      typename E::burial now(status::failed);
      m->self->innermost.destroy();
    }
    typename E::guard lock;
    f.leave(*m, status::failed);
  }
}

// False when `me` was ended from outside and must start nothing any more.
template <class E>
bool enter(family<E>& f, party<E>& me) {
  typename E::guard lock;
  if (me.doomed) {
    me.fate = status::poisoned;
    return false;
  }
  for (member<E>* m = f.first; m; m = m->next) {
    frame<E>::of(m->self->innermost).owner = m;
    ++f.alive;
  }
  me.await_children(f);
  return true;
}

// Starts all members for `me`, in their order; f.all_over() then says whether it has to wait.
template <class E>
void start(family<E>& f, party<E>& me) {
  f.parent = &me;
  if (!all_have_memory(f) || !enter(f, me)) return;
  for (member<E>* m = f.first; m; m = m->next)
    if (!E::start(*m)) return refuse(f, m);
}

}  // namespace csp::core
