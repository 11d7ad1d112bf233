// Periods without drift.
#pragma once
#include "core/language.hpp"

#include "core/choice/periods.hpp"
#include "sleep.hpp"

namespace csp {

namespace detail {

// What is no period, zero, less, for ever or no number, is an assertion.
template <class Rep, class Period>
port::ticks period(std::chrono::duration<Rep, Period> d) {
  const port::ticks t = core::delay(d);
  if (t == 0) misuse("a period is zero or less", "ticker", 0);
  if (t >= port::never) misuse("a period is for ever", "ticker", 0);
  return t;
}

// Points in time at whole periods after a beginning.
class beat {
 public:
  explicit beat(port::ticks period) : period_(period), next_(core::deadline(port::now(), period)) {}

  port::ticks next() const { return next_; }

  // How many are over, but no more than `most`, since it was asked last; the next one follows those.
  std::uint64_t count(std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) {
    const port::ticks now = port::now();
    if (now < next_) return 0;
    std::uint64_t elapsed = core::periods_in(now - next_, period_);  // besides the one that was due
    if (elapsed >= most) elapsed = most - 1;
    next_ += static_cast<port::ticks>(elapsed + 1) * period_;
    return elapsed + 1;
  }

 private:
  port::ticks period_;
  port::ticks next_;
};

}  // namespace detail

// Ticks at fixed points in time: its beginning, and whole periods after it. However late a tick is waited for, those
// that follow keep their places.
template <class E>
class basic_ticker {
 public:
  // The first tick comes one period from now. A period is more than nothing and not for ever, else an assertion.
  template <class Rep, class Period>
  explicit basic_ticker(std::chrono::duration<Rep, Period> period) : beat_(detail::period(period)) {}

  // co_await t.tick(): waits for the next tick, and returns how many periods are over since the last one was returned:
  // 1, or more when it came too late for some.
  auto tick() { return ticking(beat_); }

  // When the next tick is due, for a guard of a choice: at(t.due()); when it is chosen, t.count() goes on to the next
  // tick and returns as tick() does. Asked before the tick is due, it returns 0.
  clock::time_point due() const { return clock::time_point(clock::duration(beat_.next())); }
  std::uint64_t count() { return beat_.count(); }

 private:
  class [[nodiscard("csp: a tick does nothing until it is awaited")]] ticking : public detail::sleeping<E> {
   public:
    explicit ticking(detail::beat& of) : detail::sleeping<E>(of.next(), port::now() >= of.next()), of_(&of) {}

    std::uint64_t await_resume() {
      detail::sleeping<E>::await_resume();
      return of_->count();
    }

   private:
    detail::beat* of_;
  };

  detail::beat beat_;
};

}  // namespace csp
