// What can be read from: a reader, a channel and an end of it that is not counted.
#pragma once
#include "channel_guards.hpp"
#include "extended.hpp"
#include "operation.hpp"

namespace csp::detail {

// What can be read from. Self has rendezvous(). T may be incomplete until it is used: a message may hold an end of a
// channel of such messages.
template <class Self, class T, class E>
class reads {
 public:
  // Waits for a value and returns it. Ends the process when none can come.
  auto read() { return reading<T, true, E>(here()); }

  // Waits for a value and returns a result<T>: the value, or closed or poisoned.
  auto next() { return reading<T, false, E>(here()); }

  // co_await in.extended(look): waits for a writer, calls look(const T&), for a signal look(), while the writer still
  // waits, and returns the value, which moves when `look` is over; `look` may be a process, which may wait too. When it
  // ends early, by an exception or because it is ended, the value stays with its writer, and is offered again in front
  // of those that came later. Meanwhile neither a timeout nor poison takes the writer away. At a buffer the oldest
  // value is held instead; one that drops its oldest skips it. Allocates a frame. Of a writer that only tries
  // (try_write) it gets nothing. (occam-pi's extended rendezvous.)
  template <class F>
  auto extended(F look, core::site from = core::site::here()) {
    if constexpr (Self::counted) static_cast<Self&>(*this).require_channel(from);
    return extended_read<T, E>(here(), std::move(look));
  }

  // A guard of a choice: x gets the value. A result is ready on closed and poisoned, too, and tells them.
  input<T, E> into(core::payload_of<T>& x) { return {&here(), &x, Self::counted}; }
  reporting_input<T, E> into(result<T>& x) { return {&here(), &x, Self::counted}; }
  input<T, E> into()
    requires std::is_void_v<T>
  {
    return {&here(), nullptr, Self::counted};
  }

  // Takes the value of a writer that waits now; else would_wait, closed or poisoned. Never waits.
  result<T> try_read(core::site from = core::site::here()) {
    if constexpr (core::named) E::require_thread();
    core::manual_lifetime<core::payload_of<T>> value;
    if (const status s = now(here(), &value.value, from); s != status::done) return s;
    if constexpr (std::is_void_v<T>) {
      return status::done;
    } else {
      return result<T>(std::in_place, value.take());
    }
  }

 private:
  core::rendezvous<E>& here() { return static_cast<Self&>(*this).rendezvous(); }

  static status now(core::rendezvous<E>& at, core::payload_of<T>* value, core::site from) {
    typename E::call_lock lock;
    return core::meet_now<core::payload_of<T>, core::side::reader>(at, value, nullptr, from);
  }
};

}  // namespace csp::detail
