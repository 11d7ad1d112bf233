// ticker: time as a channel.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"
#include "../sleep.hpp"

namespace csp::components {

// co_await until(t).
template <class E>
sleeping<E> until(port::ticks t) {
  return {t, !port::before(port::now(), t)};
}

// A signal every period, without drift: the periods are counted from the start, and one that nobody took in time is not
// made up for. Ends with its output, which it sees at its next signal. A period is more than nothing and at most half
// of the clock's wrap. (After the timers of occam and JCSP's CSTimer.)
template <class E, class Rep, class Period>
basic_process_of<void, E> ticker(basic_writer<void, E> out, std::chrono::duration<Rep, Period> period) {
  const port::ticks step = core::delay(period);
  if (step == 0) misuse("a period is longer than nothing", "ticker", 0);
  for (port::ticks next = port::now() + step;; next += step) {
    co_await until<E>(next);
    co_await out.write();
    next += (port::now() - next) / step * step;
  }
}

// The same with a count: how many periods have passed since the value before, 1 unless nobody took that in time. Their
// sum is the time since the start.
template <std::unsigned_integral T, class E, class Rep, class Period>
basic_process_of<void, E> ticker(basic_writer<T, E> out, std::chrono::duration<Rep, Period> period) {
  const port::ticks step = core::delay(period);
  if (step == 0) misuse("a period is longer than nothing", "ticker", 0);
  for (port::ticks last = port::now();;) {
    co_await until<E>(last + step);
    const port::ticks passed = (port::now() - last) / step;
    last += passed * step;
    co_await out.write(static_cast<T>(passed));
  }
}

}  // namespace csp::components
