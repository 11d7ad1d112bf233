// The part of a coroutine's frame that the core knows, and how frames end.
#pragma once
#include "estate.hpp"
#include "family.hpp"

namespace csp::core {

// The base of every promise. A called process runs as part of the party that called it.
template <class E>
struct frame {
  frame() = default;
  frame(const frame&) = delete;
  frame& operator=(const frame&) = delete;

  party<E>* root = &self;
  member<E>* owner = nullptr;
  party<E> self;

  bool called() const { return root != &self; }
  status result() const { return owner->error.happened() ? status::failed : status::done; }

  // Promises are aligned like pointers, so every frame keeps this at the same place.
  static frame& of(std::coroutine_handle<> h) {
    return std::coroutine_handle<frame>::from_address(h.address()).promise();
  }
};

// `callee`, owned by `m`, becomes the innermost frame of its caller.
template <class E>
void call(member<E>& m, party<E>& caller) {
  const std::coroutine_handle<> callee = m.self->innermost;
  frame<E>& f = frame<E>::of(callee);
  f.root = &caller;
  f.owner = &m;
  m.self = nullptr;
  m.called_by = caller.innermost;
  caller.innermost = callee;
  E::proceed(caller);
}

// A process has run to its end: back to the caller, or, the outermost one, to the engine, which buries it.
template <class E>
void finish(frame<E>& f) {
  party<E>& p = *f.root;
  member<E>& m = *f.owner;
  const status how = f.result();
  if (f.called()) {
    m.outcome = how;
    const std::coroutine_handle<> mine = p.innermost;
    p.innermost = m.called_by;
    E::estate().pass(how, [mine] { mine.destroy(); });
  } else {
    p.fate = how;
  }
  E::proceed(p);
}

// Destroys the frames of a party whose fate is sealed, from the innermost out, one at a time, and
// tells its family. The ends that die with them learn from E::burial how they die. No lock is held.
template <class E>
void bury(party<E>& p) {
  const status how = p.fate;
  std::coroutine_handle<> h = p.innermost;
  member<E>* m = nullptr;
  {
    typename E::burial now(how);
    for (bool more = true; more;) {
      const frame<E>& f = frame<E>::of(h);
      m = f.owner;
      more = f.called();
      const std::coroutine_handle<> next = more ? m->called_by : h;
      h.destroy();
      h = next;
    }
  }
  typename E::guard lock;
  E::estate().settle(aborts(how));
  m->started_by->leave(*m, how);
}

}  // namespace csp::core
