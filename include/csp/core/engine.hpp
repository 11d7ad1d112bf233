// What the core asks of an engine: a lock, a seat for whoever waits, and ways to wait.
#pragma once
#include <concepts>
#include <cstddef>

#include "choice/alarm.hpp"
#include "process/child_group.hpp"
#include "process/deferred_ends.hpp"

namespace csp::core {

// The coop engines of a program, at most.
inline constexpr unsigned most_engines = 16;

// id: of each engine its own, up to most_engines
// seat: the engine's part of a party (a link in a run queue; a thread's parking place); is_plain_code() says that no
//   frame is resumed when its wait is over
// scoped_lock: holds the engine's lock while it lives
// lock_unless_held: the same, where the lock may be held already
// call_lock: the same, for a plain call that a value's own code might make in the midst of a communication: an
//   assertion
// code_of_value: lives while a value's own code runs there
// timer: the engine's part of an alarm; it has a deadline
// plain_thread: lives with a network, on the thread that waits for it
// plain_end: lives with every end, and is told whether there is one in it
// launch: what starting a process needs: a name() and a stack size, or nothing
//
// unwind_reason: why the frames that this thread destroys now are destroyed; alive when it destroys none
// in_process: whether a process runs on this thread
// deferred: the ends that died while an exception passed, of the running thread
// resolve_later: there are deferred ends: resolve them as soon as the running process waits
//
// require_thread: plain code begins to use a channel: an assertion, where it may not on this thread
// ready: the party's wait is over; from any party, lock held
// still_waits: one of several that it waits for is decided; an engine may do without
// proceed: the running party goes on at once, in another frame or to its end
// on_call: the running party has called a process, and goes on in it; now and then it lets the others run, or ends
// on_process_end: the running party has run to its end, and is to be destroyed
// must_end: before an operation: must the running party, ended from outside, end without waiting for a wait?
// spend_budget: before an operation that may not wait, or after one that did not: is it time to let the others run?
//   Before one, a party that was ended from outside ends instead
// is_budget_spent: before an operation: did spend_budget() say so?
// on_caught: so what was thrown has been caught, for an operation begins: the deferred ends are resolved; lock held
// reschedule: lets the others run; lock held
// wait: the running party has joined what it waits for; releases the lock
// yield: lets the others run; ends a party that was ended from outside
// block: a plain thread waits; false when nothing could ever answer it
// arm: the alarm of a party that is about to wait; lock held
// disarm: forgets one, if it is armed; by its owner, no lock held
// start: a process begins to run; false when the system refuses
// allocate, release: memory for frames; null when there is none
// newest: the frame that this thread allocated last
// watch, unwatch: a source is looked at from now on, and no more; false when the system refuses what that takes
// end_sources: a channel has ended, and its sources learn of it, those too that do not wait there; lock held
// wake: there may be something to look at; from any thread or interrupt
// start_reports, stop_reports: `report` is called when it is asked for; false when the system refuses what that takes
// request_report: asks for it; from any thread or signal handler
//
// reschedule, wait and yield return whether the coroutine must suspend.

// What it takes to meet at channels and to choose.
template <class E>
concept channel_engine = requires(party<E>& p) {
  typename E::seat;
  typename E::scoped_lock;
  { p.is_plain_code() } -> std::convertible_to<bool>;
  { E::ready(p) } -> std::same_as<void>;
};

// What it takes besides to run processes that are coroutines.
template <class E>
concept engine =
    channel_engine<E> && requires(party<E>& p, typename E::scoped_lock& lock, child_process<E>& child, alarm<E>& a,
                                  void* frame, std::size_t size, source<E>& outside, void (*report)()) {
      { E::id } -> std::convertible_to<unsigned>;
      typename E::lock_unless_held;
      typename E::call_lock;
      typename E::code_of_value;
      typename E::launch;
      typename E::timer;
      typename E::plain_thread;
      typename E::plain_end;
      { E::require_thread() } -> std::same_as<void>;
      { E::proceed(p) } -> std::same_as<void>;
      { E::on_call(p) } -> std::same_as<void>;
      { E::on_process_end(p) } -> std::same_as<void>;
      { E::must_end(p) } -> std::same_as<bool>;
      { E::spend_budget() } -> std::same_as<bool>;
      { E::is_budget_spent() } -> std::same_as<bool>;
      { E::on_caught() } -> std::same_as<void>;
      { E::reschedule(p) } -> std::same_as<bool>;
      { E::wait(p, lock) } -> std::same_as<bool>;
      { E::yield(p) } -> std::same_as<bool>;
      { E::block(p, lock) } -> std::same_as<bool>;
      { E::arm(a) } -> std::same_as<void>;
      { E::disarm(a) } -> std::same_as<void>;
      { E::start(child) } -> std::same_as<bool>;
      { E::unwind_reason() } -> std::same_as<status&>;
      { E::resolve_later() } -> std::same_as<void>;
      { E::in_process() } -> std::same_as<bool>;
      { E::deferred() } -> std::same_as<deferred_ends<E>&>;
      { E::allocate(size) } -> std::same_as<void*>;
      { E::release(frame, size) } -> std::same_as<void>;
      { E::newest().size_of(frame) } -> std::convertible_to<std::uint32_t>;
      { E::watch(outside) } -> std::same_as<bool>;
      { E::unwatch(outside) } -> std::same_as<void>;
      { E::end_sources(*outside.channel) } -> std::same_as<void>;
      { E::wake() } -> std::same_as<void>;
      { E::start_reports(report) } -> std::same_as<bool>;
      { E::stop_reports() } -> std::same_as<void>;
      { E::request_report() } -> std::same_as<void>;
    };

}  // namespace csp::core
