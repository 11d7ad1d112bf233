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

// The process of `child` becomes the innermost frame of its caller, which waits `here` for it.
template <class E>
void call(child_process<E>& child, party<E>& caller, site here) {
  const std::coroutine_handle<> callee = child.self->innermost;
  note_call<E>(caller, *child.self, here);
  child.self->root = &caller;
  child.self->owner = &child;
  child.self = nullptr;
  child.called_by = caller.innermost;
  caller.innermost = callee;
  E::on_call(caller);
}

// Lives while frames are destroyed.
template <class E>
class unwind_scope {
 public:
  explicit unwind_scope(status how) : before_(E::unwind_reason()) { E::unwind_reason() = how; }
  unwind_scope(const unwind_scope&) = delete;
  unwind_scope& operator=(const unwind_scope&) = delete;
  ~unwind_scope() { E::unwind_reason() = before_; }

 private:
  status before_;
};

// Destroys a frame and returns its caller's; none for the outermost.
template <class E>
std::coroutine_handle<> destroy_one(std::coroutine_handle<> h) {
  const frame<E>& f = frame<E>::of(h);
  const std::coroutine_handle<> caller = f.is_called() ? f.owner->called_by : std::coroutine_handle<>();
  h.destroy();
  return caller;
}

// Destroys the frames of a process whose exit status is set, from the innermost out, one at a time, and returns what is
// left of it. The ends that die with them learn from E::unwind_reason() how. No lock is held.
template <class E>
child_process<E>& destroy_frames(party<E>& p) noexcept {
  child_process<E>& child = *static_cast<frame<E>&>(p).owner;
  std::coroutine_handle<> innermost = p.innermost;
  const unwind_scope<E> now(p.exit_status);
  {
    typename E::scoped_lock lock;
    child.outcome = p.exit_status;
    child.self = nullptr;  // from here on nobody ends it from outside
  }
  while (innermost) innermost = destroy_one<E>(innermost);
  return child;
}

// The running process is over: destroys its frames and tells its group.
template <class E>
void destroy_process(party<E>& p) noexcept {
  child_process<E>& child = destroy_frames(p);
  E::deferred().resolve(child.outcome == status::failed);  // anything else that was thrown has been caught
  typename E::scoped_lock lock;
  child.started_by->leave(child);
}

// Others may be reading the exit status, to end the party from outside.
template <class E>
void set_exit_status(party<E>& p, status how) {
  typename E::scoped_lock lock;
  p.exit_status = how;
}

// A process has run to its end: back to the caller; or, the outermost one, it is destroyed.
template <class E>
void finish(frame<E>& f) {
  party<E>& p = *f.root;
  child_process<E>& child = *f.owner;
  const status how = child.error.has_happened() ? status::failed : status::done;
  if (f.is_called()) {
    child.outcome = how;
    note_return<E>(p, f);
    const std::coroutine_handle<> mine = p.innermost;
    p.innermost = child.called_by;
    E::deferred().destroy_frame(how, [mine] { mine.destroy(); });
    E::proceed(p);
  } else {
    set_exit_status(p, how);
    E::on_process_end(p);
  }
}

}  // namespace csp::core
