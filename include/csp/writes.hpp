// What can be written to: a writer, a channel and an end of it that is not counted.
#pragma once
#include "channel_guards.hpp"
#include "made.hpp"
#include "operation.hpp"

namespace csp::detail {

// A copy that could run code of the user's is made before the write begins, not when it commits.
template <class T>
using copied = std::conditional_t<std::is_trivially_copyable_v<T>, const T&, T>;

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
