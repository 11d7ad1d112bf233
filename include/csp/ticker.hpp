// Periods without drift.
#pragma once
#include "sleep.hpp"

namespace csp {

// Ticks at fixed points in time: its beginning, and whole periods after it. However late a tick is waited for, those
// that follow keep their places.
template <class E>
class basic_ticker {
 public:
  // The first tick comes one period from now. A period is at least one tick of the clock, and at most half of its wrap,
  // else an assertion.
  template <class Rep, class Period>
  explicit basic_ticker(std::chrono::duration<Rep, Period> period)
      : period_(core::delay(period)), next_(port::now() + period_) {
    if (period_ == 0) misuse("a ticker has no period", "ticker", 0);
  }

  // co_await t.tick(): waits for the next tick, and answers how many periods are over since the last one was answered:
  // 1, or more when it came too late for some.
  auto tick() { return ticking(*this); }

  // When the next tick is due, for a guard of a choice: at(t.due()); when it is chosen, t.count() goes on to the next
  // tick and answers as tick() does.
  clock::time_point due() const { return clock::time_point(clock::duration(next_)); }
  unsigned count() {
    const port::ticks over = 1 + (port::now() - next_) / period_;
    next_ += over * period_;
    return static_cast<unsigned>(over);
  }

 private:
  class [[nodiscard("csp: a tick does nothing until it is awaited")]] ticking : public sleeping<E> {
   public:
    explicit ticking(basic_ticker& of) : sleeping<E>(of.next_, !port::before(port::now(), of.next_)), of_(&of) {}

    unsigned await_resume() {
      sleeping<E>::await_resume();
      return of_->count();
    }

   private:
    basic_ticker* of_;
  };

  port::ticks period_;
  port::ticks next_;
};

}  // namespace csp
