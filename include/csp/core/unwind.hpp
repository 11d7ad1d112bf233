// How a process is called, how it returns, and how its frames end.
#pragma once
#include "child_group.hpp"
#include "deferred_ends.hpp"

namespace csp::core {

// For reports: the party goes on at the beginning of the called process, whose frame keeps the place of the call.
template <class E>
void note_call(party<E>& caller, party<E>& callee, site here) {
  if constexpr (named) {
    typename E::scoped_lock lock;
    caller.where = std::exchange(callee.where, here);
  }
}
template <class E>
void note_return(party<E>& caller, const party<E>& callee) {
  if constexpr (named) {
    typename E::scoped_lock lock;
    caller.where = callee.where;
  }
}

// `callee`, owned by `m`, becomes the innermost frame of its caller, which waits `here` for it.
template <class E>
void call(member<E>& m, party<E>& caller, site here) {
  const std::coroutine_handle<> callee = m.self->innermost;
  note_call<E>(caller, *m.self, here);
  m.self->root = &caller;
  m.self->owner = &m;
  m.self = nullptr;
  m.called_by = caller.innermost;
  caller.innermost = callee;
  E::enter(caller);
}

// Lives while frames are destroyed.
template <class E>
class burial {
 public:
  explicit burial(status how) : before_(E::dying()) { E::dying() = how; }
  burial(const burial&) = delete;
  burial& operator=(const burial&) = delete;
  ~burial() { E::dying() = before_; }

 private:
  status before_;
};

// Destroys a frame and answers its caller's; none for the outermost.
template <class E>
std::coroutine_handle<> destroy_one(std::coroutine_handle<> h) {
  const frame<E>& f = frame<E>::of(h);
  const std::coroutine_handle<> caller = f.called() ? f.owner->called_by : std::coroutine_handle<>();
  h.destroy();
  return caller;
}

// Destroys the frames of a process whose fate is sealed, from the innermost out, one at a time, and answers what is
// left of it. The ends that die with them learn from E::dying() how. No lock is held.
template <class E>
member<E>& destroy_frames(party<E>& p) noexcept {
  member<E>& m = *static_cast<frame<E>&>(p).owner;
  std::coroutine_handle<> innermost = p.innermost;
  const burial<E> now(p.fate);
  {
    typename E::scoped_lock lock;
    m.outcome = p.fate;
    m.self = nullptr;  // from here on nobody ends it from outside
  }
  while (innermost) innermost = destroy_one<E>(innermost);
  return m;
}

// The running process is over: destroys its frames and tells its family.
template <class E>
void bury(party<E>& p) noexcept {
  member<E>& m = destroy_frames(p);
  E::estate().settle(m.outcome == status::failed);  // anything else that was thrown has been caught
  typename E::scoped_lock lock;
  m.started_by->leave(m);
}

// Others may be reading the fate, to end the party from outside.
template <class E>
void seal(party<E>& p, status how) {
  typename E::scoped_lock lock;
  p.fate = how;
}

// A process has run to its end: back to the caller; or, the outermost one, it is buried.
template <class E>
void finish(frame<E>& f) {
  party<E>& p = *f.root;
  member<E>& m = *f.owner;
  const status how = m.error.happened() ? status::failed : status::done;
  if (f.called()) {
    m.outcome = how;
    note_return<E>(p, f);
    const std::coroutine_handle<> mine = p.innermost;
    p.innermost = m.called_by;
    E::estate().bequeath(how, [mine] { mine.destroy(); });
    E::proceed(p);
  } else {
    seal(p, how);
    E::over(p);
  }
}

}  // namespace csp::core
