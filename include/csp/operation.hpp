// Reading and writing, awaited as temporaries. The operation is the node that waits, in its process's frame.
#pragma once
#include "core/language.hpp"

#include <concepts>

#include "core/channel/meet.hpp"
#include "core/diagnostics/where_made.hpp"
#include "core/engine.hpp"
#include "core/inlined.hpp"
#include "report.hpp"
#include "result.hpp"
#include "within.hpp"

namespace csp::detail {

// What can travel over a channel. `void` is a signal.
template <class T>
concept payload = std::is_void_v<T> || (std::is_nothrow_move_constructible_v<T> && std::is_nothrow_destructible_v<T>);

// What every channel demands of what it carries.
template <class T>
struct carries {
  static_assert(payload<T>, "csp: a payload must be movable and destructible without throwing");
  static_assert(alignof(core::payload_of<T>) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__,
                "csp: the compiler cannot align such a payload in a coroutine's frame");
  static constexpr bool well = true;
};

// The common part of one read or write. T travels, S is its side, E the engine; Self knows where the
// value is. Awaiting one that belongs to another engine does not compile.
template <class Self, class T, core::side S, class E>
class operation : public core::offer<E> {
 public:
  using carried = core::payload_of<T>;
  using engine = E;
  using refers_to_temporaries = void;

  bool await_ready() const noexcept { return false; }

  template <class Promise>
  CSP_INLINED_BY_CLANG bool await_suspend(std::coroutine_handle<Promise> process,
                                          core::site here = core::site::here()) {
    static_assert(std::same_as<typename Promise::engine, E>,
                  "csp: an operation is awaited by a process of another engine");
    core::frame<E>& me = process.promise();  // its root is looked up only where it is needed
    typename E::scoped_lock lock;
    if (E::must_end(*me.root)) [[unlikely]]
      return core::end_now(*me.root, status::poisoned);
    core::offer<E>* const partner = this->channel->first_partner(S);
    if (!partner) return core::on_no_partner<S>(*this, me, value(), lock, &elsewhere, here);
    if (!E::spend_budget() && note(core::try_meet_alone<carried, S>(*this->channel, partner, value()))) [[likely]]
      return false;
    return core::meet_slow(*this, me, value(), lock, &elsewhere, here);
  }

  // Commits with a partner that waits; false when there is none. The engine's lock is held.
  bool try_meet() { return note(core::try_meet<carried, S>(*this->channel, value(), evicted())); }

  // Commits with a partner that waits, or returns without waiting.
  bool attempt(core::party<E>& me, core::site here) {
    typename E::scoped_lock lock;
    if (!core::try_begin_wait(me, here)) return core::end_now(me);
    attempt(here);
    return E::spend_budget() && E::reschedule(me);
  }
  // The same with the engine's lock held.
  void attempt(core::site here) { this->answer = core::meet_now<carried, S>(*this->channel, value(), evicted(), here); }

  // Makes `me` wait here. The engine's lock is held.
  void join(core::party<E>& me) { core::offer<E>::join(S, me, value()); }

  // Both, where the channel does not need the slow path.
  bool try_meet_first() { return note(core::try_meet_queue<carried, S>(*this->channel, value(), evicted())); }
  void join_queue(core::party<E>& me) { core::offer<E>::join_queue(S, me, value()); }

 protected:
  operation(core::rendezvous<E>& at, bool ends) : core::offer<E>(at, S, ends) {}

  // For plain code outside any process: waits, whatever it takes, and never ends anybody.
  status block(core::site here) {
    E::require_thread();
    core::party<E> me{typename core::party<E>::plain_code()};
    this->ends_process = false;
    if (!begin(me, here)) reports::tell_deadlock<E>();
    return this->answer;
  }

 private:
  bool note(bool met) {
    if constexpr (Self::needs_answer)
      if (met) this->answer = status::done;
    return met;
  }

  static bool elsewhere(core::offer<E>& mine) {
    auto& me = static_cast<operation&>(mine);
    return core::try_meet_any<carried, S>(*me.channel, me.value(), me.evicted());
  }

  carried* value() { return static_cast<Self&>(*this).value(); }
  core::evicted_value<carried>* evicted() { return static_cast<Self&>(*this).evicted(); }

  // False when nobody can ever answer.
  bool begin(core::party<E>& me, core::site here) {
    typename E::scoped_lock lock;
    this->answer = core::meet_now<carried, S>(*this->channel, value(), evicted(), here);
    if (this->answer != core::undecided) return true;
    me.await_one(*this);
    join(me);
    this->channel->serve_extended(S);
    if (E::block(me, lock)) return true;
    if (me.pins != 0) misuse("plain code waits for ever for an extended read", "send", 0);
    this->withdraw();
    this->answer = status::deadlock;
    return false;
  }
};

// A read. Plain: returns the value, and ends its process when there is none to come.
// Else: returns a result.
template <class T, bool EndsProcess, class E>
class [[nodiscard("csp: an operation does nothing until it is awaited")]] reading
    : public operation<reading<T, EndsProcess, E>, T, core::side::reader, E> {
  using base = operation<reading, T, core::side::reader, E>;

 public:
  using typename base::carried;
  // Whether the answer is asked for: by the process, or to destroy the value.
  static constexpr bool needs_answer = !EndsProcess || !std::is_trivially_destructible_v<carried>;

  explicit reading(core::rendezvous<E>& at) : base(at, EndsProcess) {}
  ~reading() {
    if (this->answer == status::done) value_.destroy();
  }

  auto await_resume() {
    if constexpr (EndsProcess) {
      return take_value();
    } else {
      return take_result();
    }
  }

  // The same, but returns would_wait when the time is over: of zero or less, unless a partner waits now.
  template <class Rep, class Period>
    requires(!EndsProcess)
  auto within(std::chrono::duration<Rep, Period> d) && {
    return operation_within<reading>(*this, core::delay(d));
  }

  // Blocks plain code outside any process until it is decided. Returns the value, or closed, poisoned, deadlock.
  result<T> wait(core::site here = core::site::here()) && {
    this->block(here);
    return take_result();
  }

 private:
  T take_value() {
    if constexpr (needs_answer) this->answer = core::undecided;
    if constexpr (!std::is_void_v<T>) return value_.take();
  }
  result<T> take_result() {
    if constexpr (std::is_void_v<T>) {
      return this->answer;
    } else {
      if (this->answer != status::done) return this->answer;
      return result<T>(std::in_place, take_value());
    }
  }

  friend base;
  carried* value() { return &value_.value; }
  static core::evicted_value<carried>* evicted() { return nullptr; }

  core::manual_lifetime<carried> value_;
};

// A write. Plain: ends its process when nobody can ever read. Else: returns a status.
// Source is a reference to the writer's value, or a copy of it held here.
template <class T, bool EndsProcess, class Source, class E>
class [[nodiscard("csp: an operation does nothing until it is awaited")]] writing
    : public operation<writing<T, EndsProcess, Source, E>, T, core::side::writer, E> {
  using base = operation<writing, T, core::side::writer, E>;

 public:
  using typename base::carried;
  static constexpr bool needs_answer = !EndsProcess;

  template <class From>
  writing(core::rendezvous<E>& at, From&& value) : base(at, EndsProcess), source_(std::forward<From>(value)) {}

  auto await_resume() {
    if constexpr (!EndsProcess) return this->answer;
  }

  // The same, but returns would_wait when the time is over, and the value is untouched: of zero or less, unless a
  // partner waits now.
  template <class Rep, class Period>
    requires(!EndsProcess)
  auto within(std::chrono::duration<Rep, Period> d) && {
    return operation_within<writing>(*this, core::delay(d));
  }

  // Blocks plain code outside any process until it is decided. Returns done, or closed, poisoned, deadlock.
  status wait(core::site here = core::site::here()) && { return this->block(here); }

 private:
  friend base;
  carried* value() { return const_cast<carried*>(&source_); }
  core::evicted_value<carried>* evicted() { return &evicted_; }

  Source source_;
  [[no_unique_address]] core::evicted_value<carried> evicted_;
};

}  // namespace csp::detail
