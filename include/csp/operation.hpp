// Reading and writing, awaited as temporaries. The operation is the node that waits, in its process's frame.
#pragma once
#include "core/language.hpp"

#include <concepts>

#include "core/engine.hpp"
#include "core/inlined.hpp"
#include "core/meet.hpp"
#include "core/where_made.hpp"
#include "report.hpp"
#include "result.hpp"
#include "within.hpp"

namespace csp {

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

// The common part of one read or write. T travels, S is its side, E the engine; Self knows the place of the
// value. Awaiting one that belongs to another engine does not compile.
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
    if (E::stops(*me.root)) [[unlikely]]
      return core::end_now(*me.root, status::poisoned);
    core::offer<E>* const partner = this->channel->first_partner(S);
    if (!partner) return core::unmet<S>(*this, me, place(), lock, &elsewhere, here);
    if (!E::tired() && noted(core::meet_alone<carried, S>(*this->channel, partner, place()))) [[likely]]
      return false;
    return core::meet_with_thought(*this, me, place(), lock, &elsewhere, here);
  }

  // Commits with a partner that waits; false when there is none. The engine's lock is held.
  bool meet() { return noted(core::meet<carried, S>(*this->channel, place(), over())); }

  // Commits with a partner that waits, or answers without waiting.
  bool attempt(core::party<E>& me, core::site here) {
    typename E::scoped_lock lock;
    if (me.cancel_requested) [[unlikely]]
      return core::end_now(me, status::poisoned);
    attempt(here);
    return E::tired() && E::rest(me);
  }
  // The same with the engine's lock held.
  void attempt(core::site here) { this->answer = core::meet_now<carried, S>(*this->channel, place(), over(), here); }

  // Makes `me` wait here. The engine's lock is held.
  void join(core::party<E>& me) { core::offer<E>::join(S, me, place()); }

  // Both, where the channel needs no further thought.
  bool meet_first() { return noted(core::meet_queue<carried, S>(*this->channel, place(), over())); }
  void join_queue(core::party<E>& me) { core::offer<E>::join_queue(S, me, place()); }

 protected:
  operation(core::rendezvous<E>& at, bool is_plain) : core::offer<E>(at, S, is_plain) {}

  // For plain code outside any process: waits, whatever it takes, and never ends anybody.
  status block(core::site here) {
    E::require_thread();
    core::party<E> me{typename core::party<E>::plain_code()};
    this->plain = false;
    if (!begin(me, here)) reports::tell_deadlock<E>();
    return this->answer;
  }

 private:
  bool noted(bool met) {
    if constexpr (Self::needs_answer)
      if (met) this->answer = status::done;
    return met;
  }

  static bool elsewhere(core::offer<E>& mine) {
    auto& me = static_cast<operation&>(mine);
    return core::meet_any<carried, S>(*me.channel, me.place(), me.over());
  }

  carried* place() { return static_cast<Self&>(*this).place(); }
  core::leftover<carried>* over() { return static_cast<Self&>(*this).over(); }

  // False when nobody can ever answer.
  bool begin(core::party<E>& me, core::site here) {
    typename E::scoped_lock lock;
    this->answer = core::meet_now<carried, S>(*this->channel, place(), over(), here);
    if (this->answer != status::would_wait) return true;
    me.await_one(*this);
    join(me);
    this->channel->serve_extended(S);
    if (E::block(me, lock)) return true;
    if (me.held != 0) misuse("plain code waits for ever for an extended read", "send", 0);
    this->withdraw();
    this->answer = status::deadlock;
    return false;
  }
};

// A read. Plain: answers the value, and ends its process when there is none to come.
// Else: answers a result.
template <class T, bool Plain, class E>
class [[nodiscard("csp: an operation does nothing until it is awaited")]] reading
    : public operation<reading<T, Plain, E>, T, core::side::reader, E> {
  using base = operation<reading, T, core::side::reader, E>;

 public:
  using typename base::carried;
  // Whether the answer is asked for: by the process, or to destroy the value.
  static constexpr bool needs_answer = !Plain || !std::is_trivially_destructible_v<carried>;

  explicit reading(core::rendezvous<E>& at) : base(at, Plain) {}
  ~reading() {
    if (this->answer == status::done) value_.destroy();
  }

  auto await_resume() {
    if constexpr (Plain) {
      return taken();
    } else {
      return answered();
    }
  }

  // The same, but answers would_wait when the time is over: of zero or less, unless a partner waits now.
  template <class Rep, class Period>
    requires(!Plain)
  auto within(std::chrono::duration<Rep, Period> d) && {
    return operation_within<reading>(*this, core::delay(d));
  }

  // Blocks plain code outside any process until it is answered: the value, or closed, poisoned, deadlock.
  result<T> wait(core::site here = core::site::here()) && {
    this->block(here);
    return answered();
  }

 private:
  T taken() {
    if constexpr (needs_answer) this->answer = status::would_wait;
    if constexpr (!std::is_void_v<T>) return value_.take();
  }
  result<T> answered() {
    if constexpr (std::is_void_v<T>) {
      return this->answer;
    } else {
      if (this->answer != status::done) return this->answer;
      return result<T>(std::in_place, taken());
    }
  }

  friend base;
  carried* place() { return &value_.value; }
  static core::leftover<carried>* over() { return nullptr; }

  core::slot<carried> value_;
};

// A write. Plain: ends its process when nobody can ever read. Else: answers a status.
// Source is a reference to the writer's value, or a copy of it held here.
template <class T, bool Plain, class Source, class E>
class [[nodiscard("csp: an operation does nothing until it is awaited")]] writing
    : public operation<writing<T, Plain, Source, E>, T, core::side::writer, E> {
  using base = operation<writing, T, core::side::writer, E>;

 public:
  using typename base::carried;
  static constexpr bool needs_answer = !Plain;

  template <class From>
  writing(core::rendezvous<E>& at, From&& value) : base(at, Plain), source_(std::forward<From>(value)) {}

  auto await_resume() {
    if constexpr (!Plain) return this->answer;
  }

  // The same, but answers would_wait when the time is over, and the value is untouched: of zero or less, unless a
  // partner waits now.
  template <class Rep, class Period>
    requires(!Plain)
  auto within(std::chrono::duration<Rep, Period> d) && {
    return operation_within<writing>(*this, core::delay(d));
  }

  // Blocks plain code outside any process until it is answered: done, or closed, poisoned, deadlock.
  status wait(core::site here = core::site::here()) && { return this->block(here); }

 private:
  friend base;
  carried* place() { return const_cast<carried*>(&source_); }
  core::leftover<carried>* over() { return &over_; }

  Source source_;
  [[no_unique_address]] core::leftover<carried> over_;
};

}  // namespace csp
