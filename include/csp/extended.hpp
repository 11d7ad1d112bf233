// Extended rendezvous: to look at a value while its writer still waits.
#pragma once
#include "core/language.hpp"

#include "core/channel/pinned.hpp"
#include "process.hpp"
#include "report.hpp"

namespace csp::detail {

// A writer that is pinned, from the wait for one to its end. Awaiting it ends the process when none can come.
template <class T, class E>
class pinned_writer : core::extended_offer<E> {
  using carried = core::payload_of<T>;

 public:
  explicit pinned_writer(core::rendezvous<E>& at) : core::extended_offer<E>(at) {}
  ~pinned_writer() {
    core::evicted_value<carried> evicted;
    if (this->writer()) let_go([&](core::offer<E>& writer) { core::return_pinned<carried>(writer, evicted); });
  }

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h) {
    core::party<E>& me = *h.promise().root;
    const core::site here = h.promise().where;  // the line that calls the extended read
    typename E::scoped_lock lock;
    this->channel->note_user(core::side::reader, &me);
    if (!core::try_begin_wait(me, here)) return core::end_now(me);
    if (this->try_pin()) return E::spend_budget() && E::reschedule(me);
    if (const status now = this->channel->state(here);
        now != status::would_wait && this->channel->has_ended_for(core::side::reader))
      return core::end_now(me, now);
    this->join(me);
    return E::wait(me, lock);
  }
  void await_resume() {}

  const carried& value() const { return *static_cast<const carried*>(this->writer()->payload); }

  // The value moves, and the write is done.
  T take() {
    core::manual_lifetime<carried> value;
    let_go([&](core::offer<E>& writer) {
      core::transfer<carried, E>(writer.payload, &value.value);
      core::complete_pinned(writer);
    });
    if constexpr (!std::is_void_v<T>) return value.take();
  }

 private:
  template <class Way>
  void let_go(Way way) {
    core::rendezvous<E>& at = *this->channel;
    {
      typename E::scoped_lock lock;
      way(*this->writer());
      this->payload = nullptr;
      if (at.is_shared_buffer()) count_as_end(at);
    }
    if (at.is_buffer()) static_cast<core::store<E>&>(at).discard();
    if (at.is_shared_buffer() && leave_under_lock(at)) at.dispose();
  }

  // A buffer that lives as long as its ends is used here still, though they may all be gone.
  static void count_as_end(core::rendezvous<E>& at) {
    at.enrol(core::side::reader);
    at.prepare_to_leave(core::side::reader, false);
  }
  // Returns whether the channel was abandoned by that.
  static bool leave_under_lock(core::rendezvous<E>& at) {
    typename E::scoped_lock lock;
    at.leave(core::side::reader, false);
    return at.is_abandoned();
  }
};

// What in.extended(f) is: a process that is called.
template <class T, class E, class F>
basic_process_of<T, E> extended_read(core::rendezvous<E>& at, F look) {
  pinned_writer<T, E> pinned(at);
  co_await pinned;
  auto ask = [&] {
    if constexpr (std::is_void_v<T>) {
      return look();
    } else {
      return look(pinned.value());
    }
  };
  if constexpr (process_type<decltype(ask())>) {
    co_await ask();
  } else {
    ask();
  }
  co_return pinned.take();
}

}  // namespace csp::detail
