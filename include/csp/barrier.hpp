// Barriers: parties that wait for each other.
#pragma once
#include "core/language.hpp"

#include "core/channel/barrier_point.hpp"
#include "ends.hpp"

namespace csp::detail {

// One wait at a barrier.
template <class E>
class [[nodiscard("csp: a sync does nothing until it is awaited")]] syncing : public core::offer<E> {
 public:
  explicit syncing(core::rendezvous<E>& at) : core::offer<E>(at, core::side::reader, true) {}

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    static_assert(std::same_as<typename Promise::engine, E>, "csp: a barrier is of another engine than the process");
    core::party<E>& me = *h.promise().root;
    typename E::scoped_lock lock;
    if (!core::try_begin_wait(me, here)) return core::end_now(me);
    this->channel->state(here);  // names an enrolment that was moved from or resigned
    if (static_cast<core::barrier_point<E>*>(this->channel)->arrive()) return E::spend_budget() && E::reschedule(me);
    me.await_one(*this);
    this->join(core::side::reader, me, nullptr);
    return E::wait(me, lock);
  }
  void await_resume() {}
};

// enrolment.guard(): ready when all others have come.
template <class E>
struct barrier_guard {
  using engine = E;

  core::rendezvous<E>* at;

  class node : public guards::node, public core::guard_offer<E> {
   public:
    static constexpr bool needs_prepare = true;

    explicit node(const barrier_guard& g)
        : core::guard_offer<E>(core::guard_kind::barrier, *g.at, core::side::reader, true, false) {}

    void publish(core::choice<E>& c) {
      if (this->channel->has_ended()) [[unlikely]]
        return c.on_guard_ended(*this, status::failed);  // an empty enrolment: an assertion, when it is wanted
      c.set_ready(this->index, true);
    }
    void finish() { this->answer = core::undecided; }

    // All others have come.
    static bool try_meet_any(core::guard_offer<E>& b) {
      if (!static_cast<core::barrier_point<E>*>(b.channel)->arrive()) return false;
      b.answer = status::done;
      return true;
    }
  };
};

}  // namespace csp::detail

namespace csp {

// One party's place at a barrier, counted like an end: destroying it resigns, copying it enrols one more.
template <class E>
class basic_enrolment : basic_end<core::unit, core::side::reader, E> {
  using base = basic_end<core::unit, core::side::reader, E>;

 public:
  using base::base;
  using base::operator bool;

  // co_await e.sync(): waits until all that are enrolled have come.
  auto sync() { return detail::syncing<E>(this->rendezvous()); }
  // The same as a guard of a choice; all parties are committed in one step. At most one enrolment of a barrier stands
  // in a choice.
  detail::barrier_guard<E> guard() { return {&this->rendezvous()}; }
  // Gives it up; the others do not wait for it any more. It is empty afterwards.
  void resign(core::site here = core::site::here()) { this->retire(here); }
};

// Parties enrol, and then wait for each other again and again (occam-pi's and JCSP's barrier). It outlives its
// enrolments, else an assertion names it.
template <class E>
class basic_barrier {
 public:
  explicit basic_barrier(core::label called = std::source_location::current()) : rendezvous_(called) {}
  ~basic_barrier() {
    typename E::call_lock lock;
    rendezvous_.on_destroyed();
  }

  basic_enrolment<E> enrol() { return basic_enrolment<E>(rendezvous_); }

 private:
  core::barrier_point<E> rendezvous_;
};

}  // namespace csp
