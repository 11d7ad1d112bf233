// How a process is called, how it returns, and how its frames end.
#pragma once
#include "estate.hpp"
#include "family.hpp"

namespace csp::core {

// `callee`, owned by `m`, becomes the innermost frame of its caller.
template <class E>
void call(member<E>& m, party<E>& caller) {
  const std::coroutine_handle<> callee = m.self->innermost;
  m.self->root = &caller;
  m.self->owner = &m;
  m.self = nullptr;
  m.called_by = caller.innermost;
  caller.innermost = callee;
  E::proceed(caller);
}

// Destroys a frame and answers its caller's; none for the outermost.
template <class E>
std::coroutine_handle<> destroy_one(std::coroutine_handle<> h) {
  const frame<E>& f = frame<E>::of(h);
  const std::coroutine_handle<> caller = f.called() ? f.owner->called_by : std::coroutine_handle<>();
  h.destroy();
  return caller;
}

// Destroys the frames of a party whose fate is sealed, from the innermost out, one at a time, and
// tells its family. The ends that die with them learn from E::burial how they die. No lock is held.
template <class E>
void bury(party<E>& p) noexcept {
  const status how = p.fate;
  member<E>& m = *static_cast<frame<E>&>(p).owner;
  std::coroutine_handle<> innermost = p.innermost;
  {
    typename E::guard lock;
    m.self = nullptr;  // from here on nobody ends it from outside
  }
  {
    typename E::burial now(how);
    while (innermost) innermost = destroy_one<E>(innermost);
  }
  typename E::guard lock;
  E::estate().settle(aborts(how));
  m.started_by->leave(m, how);
}

// A process has run to its end: back to the caller; or, the outermost one, it is buried.
template <class E>
void finish(frame<E>& f) {
  party<E>& p = *f.root;
  member<E>& m = *f.owner;
  const status how = m.error.happened() ? status::failed : status::done;
  if (f.called()) {
    m.outcome = how;
    const std::coroutine_handle<> mine = p.innermost;
    p.innermost = m.called_by;
    E::estate().pass(how, [mine] { mine.destroy(); });
    E::proceed(p);
  } else {
    p.fate = how;
    E::over(p);
  }
}

}  // namespace csp::core
