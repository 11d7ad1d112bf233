// The ends of a channel: what a process is given to read from and to write to.
#pragma once
#include "extended.hpp"
#include "guards.hpp"
#include "made.hpp"
#include "operation.hpp"

namespace csp::detail {

template <class E>
class interrupt_end;

// A copy that could run code of the user's is made before the write begins, not when it commits.
template <class T>
using copied = std::conditional_t<std::is_trivially_copyable_v<T>, const T&, T>;

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
  auto extended(F look) {
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

// What can be written to. Self has rendezvous(). An rvalue is left untouched unless the write completes.
template <class Self, class T, class E>
class writes {
 public:
  // Waits until a reader takes the value. Ends the process when none ever will.
  template <class = void>
  auto write(T&& value) {
    static_assert(!temporaries::refused<T>,
                  "csp: this compiler may destroy such a temporary twice: write(csp::made<T>(...)), or give it a name");
    return writing<T, true, T&, E>(here(), value);
  }
  auto write(made_value<T>&& value) { return writing<T, true, T&, E>(here(), *value); }
  template <class = void>
  auto write(const T& value) {
    static_assert(std::is_copy_constructible_v<T>, "csp: this value can only be moved: write(std::move(value))");
    return writing<T, true, copied<T>, E>(here(), value);
  }

  // Waits likewise and returns a status: done, closed or poisoned.
  template <class = void>
  auto send(T&& value) {
    static_assert(!temporaries::refused<T>,
                  "csp: this compiler may destroy such a temporary twice: send(csp::made<T>(...)), or give it a name");
    return writing<T, false, T&, E>(here(), value);
  }
  auto send(made_value<T>&& value) { return writing<T, false, T&, E>(here(), *value); }
  template <class = void>
  auto send(const T& value) {
    static_assert(std::is_copy_constructible_v<T>, "csp: this value can only be moved: send(std::move(value))");
    return writing<T, false, copied<T>, E>(here(), value);
  }

  // A guard of a choice: v goes out when the guard is chosen. What can only be moved is moved then.
  template <class = void>
  output<T, false, E> from(T&& v) {
    static_assert(!temporaries::refused<T>,
                  "csp: this compiler may destroy such a temporary twice: from(csp::made<T>(...)), or give it a name");
    return {&here(), &v, Self::counted};
  }
  output<T, false, E> from(made_value<T>&& v) { return {&here(), &*v, Self::counted}; }
  template <class = void>
  output<T, true, E> from(const T& v)
    requires std::is_copy_constructible_v<T>
  {
    return {&here(), const_cast<T*>(&v), Self::counted};
  }
  output<T, true, E> from(T& v)
    requires(!std::is_copy_constructible_v<T>)
  {
    return {&here(), &v, Self::counted};
  }

  // A list in braces, where this compiler would destroy its value twice.
  void write(braces_die_twice_in_a_co_await_use_csp_made)
    requires temporaries::dying_twice<T>
  = delete;
  void send(braces_die_twice_in_a_co_await_use_csp_made)
    requires temporaries::dying_twice<T>
  = delete;
  void from(braces_die_twice_in_a_co_await_use_csp_made)
    requires temporaries::dying_twice<T>
  = delete;

  // Gives the value to a reader that waits now: done; else would_wait, closed or poisoned. Never waits.
  status try_write(T&& value, core::site from = core::site::here()) {
    if constexpr (core::named) E::require_thread();
    core::rendezvous<E>& at = here();
    core::evicted_value<T> evicted;
    typename E::call_lock lock;
    return core::meet_now<T, core::side::writer>(at, &value, &evicted, from);
  }
  status try_write(const T& value, core::site from = core::site::here()) {
    static_assert(std::is_copy_constructible_v<T>, "csp: this value can only be moved: try_write(std::move(value))");
    T copy(value);
    return try_write(std::move(copy), from);
  }

 private:
  core::rendezvous<E>& here() { return static_cast<Self&>(*this).rendezvous(); }
};

// Signals carry no value.
template <class Self, class E>
class writes<Self, void, E> {
 public:
  auto write() { return writing<void, true, core::unit, E>(here(), core::unit{}); }
  auto send() { return writing<void, false, core::unit, E>(here(), core::unit{}); }
  output<void, true, E> from() { return {&here(), nullptr, Self::counted}; }
  status try_write(core::site from = core::site::here()) {
    if constexpr (core::named) E::require_thread();
    core::unit signal;
    core::evicted_value<core::unit> evicted;
    core::rendezvous<E>& at = here();
    typename E::call_lock lock;
    return core::meet_now<core::unit, core::side::writer>(at, &signal, &evicted, from);
  }

 private:
  core::rendezvous<E>& here() { return static_cast<Self&>(*this).rendezvous(); }
};

}  // namespace csp::detail

namespace csp {

// One counted end of side S. Copying shares it; destroying it gives it up: retired when its process
// ended well or was ended by closed, poisoned when it was ended by poison or left by an exception.
template <class T, core::side S, class E>
class basic_end {
 public:
  static constexpr bool counted = true;

  basic_end() = default;  // empty
  explicit basic_end(core::rendezvous<E>& at) : at_(&at) { enrol(); }
  basic_end(const basic_end& from) : at_(from.at_) {
    if (*this) enrol();
  }
  basic_end(basic_end&& from) noexcept : at_(std::exchange(from.at_, &nowhere)) {
    plain_end_.update(static_cast<bool>(*this));
    from.plain_end_.update(false);
    relist(from);
  }
  basic_end& operator=(basic_end from) noexcept {
    std::swap(at_, from.at_);
    exchange_entries(from);
    from.plain_end_.update(static_cast<bool>(from));
    plain_end_.update(static_cast<bool>(*this));
    return *this;
  }
  ~basic_end() {
    if (*this && !try_defer()) leave(aborts(E::unwind_reason()));
  }

  // Gives the end up. It is empty afterwards, and using it an assertion.
  void retire(core::site here = core::site::here()) {
    require_channel(here);
    leave(false);
  }

  // Aborts the channel, and with it whoever meets it. The end is kept.
  void poison(core::site here = core::site::here()) {
    require_channel(here);
    poison_at(*at_);
  }

  // False for an end that was moved from or retired, or that got no memory.
  explicit operator bool() const { return at_ != &nowhere; }

  core::rendezvous<E>& rendezvous() { return *at_; }

 private:
  template <class>
  friend class detail::interrupt_end;

  void require_channel(core::site here) const {
    if (!*this) at_->state(here);
  }

  void enrol() {
    plain_end_.update(true);
    typename E::call_lock lock;
    at_->enrol(S, entry_);
  }

  // For reports: it is here now.
  void relist(basic_end& from) {
    if constexpr (core::named) {
      typename E::lock_unless_held lock;
      entry_.replace(from.entry_);
    }
  }
  void exchange_entries(basic_end& with) {
    if constexpr (core::named) {
      typename E::lock_unless_held lock;
      core::end_entry mine;
      mine.replace(entry_);
      entry_.replace(with.entry_);
      with.entry_.replace(mine);
    }
  }
  bool unlist() {
    if constexpr (core::named) {
      typename E::call_lock lock;
      entry_.leave();
    }
    return true;
  }

  bool try_defer() { return E::in_process() && E::deferred().try_defer(*at_, S) && unlist(); }

  void leave(bool poisons) {
    core::rendezvous<E>* const at = std::exchange(at_, &nowhere);
    if (at->is_buffer()) [[unlikely]]
      empty(static_cast<core::store<E>&>(*at), poisons);
    if (last_leave(*at, entry_, poisons)) at->dispose();
    plain_end_.update(false);
  }

  // While this end still counts, so that the channel is there.
  [[gnu::noinline]] static void empty(core::store<E>& at, bool poisons) {
    {
      typename E::call_lock lock;
      at.prepare_to_leave(S, poisons);
    }
    at.discard();
  }

  static void poison_at(core::rendezvous<E>& at) {
    {
      typename E::call_lock lock;
      at.poison(S);
    }
    if (at.is_buffer()) static_cast<core::store<E>&>(at).discard();
  }

  static bool last_leave(core::rendezvous<E>& at, core::end_entry& entry, bool poisons) {
    typename E::call_lock lock;
    entry.leave();
    at.leave(S, poisons);
    return at.is_abandoned();
  }

  // Its label says the type and the side. An operation on it finds no partner and asserts, so that those on
  // other ends need no check.
  static inline constinit core::rendezvous<E> nowhere = core::rendezvous<E>::nowhere(core::type_name<basic_end>());

  core::rendezvous<E>* at_ = &nowhere;
  [[no_unique_address]] typename E::plain_end plain_end_;
  [[no_unique_address]] core::end_entry entry_;
};

template <class T, class E>
class basic_reader : public basic_end<T, core::side::reader, E>, public detail::reads<basic_reader<T, E>, T, E> {
 public:
  using basic_end<T, core::side::reader, E>::basic_end;
};

template <class T, class E>
class basic_writer : public basic_end<T, core::side::writer, E>, public detail::writes<basic_writer<T, E>, T, E> {
 public:
  using basic_end<T, core::side::writer, E>::basic_end;
};

}  // namespace csp
