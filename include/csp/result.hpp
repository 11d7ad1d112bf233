// A value, or why there is none.
#pragma once
#include "core/language.hpp"

#include "core/channel/manual_lifetime.hpp"
#include "core/diagnostics/misuse.hpp"
#include "core/status.hpp"

namespace csp {

// What next() and try_read() return, and how a process ended. Owns the value.
template <class T>
class [[nodiscard]] result {
 public:
  result(csp::status why) : status_(why) {
    if (*this) misuse("a result claims a value that it does not hold", name(why), 0);
  }
  result(std::in_place_t, T&& value) : status_(csp::status::done) { value_.fill(std::move(value)); }
  result(result&& from) noexcept(std::is_nothrow_move_constructible_v<T>) : status_(from.status_) {
    if (from) value_.fill(std::move(from.value_.value));
  }
  result& operator=(result&& from) noexcept(std::is_nothrow_move_constructible_v<T>) {
    if (this == &from) return *this;
    if (*this) value_.destroy();
    status_ = csp::status::would_wait;
    if (from) value_.fill(std::move(from.value_.value));
    status_ = from.status_;
    return *this;
  }
  ~result() {
    if (*this) value_.destroy();
  }

  csp::status status() const { return status_; }
  // Whether there is a value. Of a temporary with a bool in it that is refused: its value would be lost, or was meant.
  explicit operator bool() const& { return status_ == csp::status::done; }
  explicit operator bool() const&& {
    static_assert(!std::is_same_v<T, bool>,
                  "csp: a result tells whether there is a bool, not which: name it, and ask *r");
    return status_ == csp::status::done;
  }

  // Asking for a value that is not there is an assertion.
  T& operator*() & { return checked(); }
  const T& operator*() const& { return const_cast<result&>(*this).checked(); }
  T&& operator*() && { return std::move(checked()); }
  T* operator->() { return &checked(); }

  friend bool operator==(const result& r, csp::status s) { return r.status_ == s; }

 private:
  T& checked() {
    if (!*this) misuse("a result is asked for a value that it does not hold", name(status_), 0);
    return value_.value;
  }

  csp::status status_;
  core::manual_lifetime<T> value_;
};

template <>
class result<void> {
 public:
  result(csp::status s) : status_(s) {}

  csp::status status() const { return status_; }
  explicit operator bool() const { return status_ == csp::status::done; }

  friend bool operator==(const result& r, csp::status s) { return r.status_ == s; }

 private:
  csp::status status_;
};

// How a process without a result ended.
using outcome = result<void>;

// The result of a process that was run from plain code. It is not tested as a temporary, for its value would be lost.
template <class T>
class [[nodiscard]] returned : public result<T> {
 public:
  returned(csp::status why) : result<T>(why) {}
  returned(result<T>&& from) : result<T>(std::move(from)) {}

  explicit operator bool() const& { return this->status() == csp::status::done; }
  explicit operator bool() const&& {
    static_assert(sizeof(T) == 0,
                  "csp: the process has returned a value, which is lost: auto r = csp::run(...); if (r) ... *r");
    return false;
  }
};
template <>
class returned<void> : public outcome {
 public:
  using outcome::outcome;
  returned(outcome from) : outcome(from) {}
};

}  // namespace csp
