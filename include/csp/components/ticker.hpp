// ticker: time as a channel.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"
#include "../ticker.hpp"

namespace csp::detail {

// co_await next_of<E>(b): waits until the next of its points in time.
template <class E>
sleeping<E> next_of(const core::beat& b) {
  return {b.next(), port::now() >= b.next()};
}

}  // namespace csp::detail

namespace csp::components {

// A signal every period, without drift: the periods are counted from the start, and one that nobody took in time is not
// made up for. Ends with its output, which it sees at its next signal. A period is more than nothing and not for ever,
// else an assertion. (After the timers of occam and JCSP's CSTimer.)
template <class E, class Rep, class Period>
basic_process_of<void, E> ticker(basic_writer<void, E> out, std::chrono::duration<Rep, Period> period) {
  for (core::beat b(core::period(period));; b.count()) {
    co_await detail::next_of<E>(b);
    co_await out.write();
  }
}

// The same with a count: how many periods have passed since the value before, 1 unless nobody took that in time. Their
// sum is the time since the start: more than a T can count are spread over several values.
template <std::unsigned_integral T, class E, class Rep, class Period>
basic_process_of<void, E> ticker(basic_writer<T, E> out, std::chrono::duration<Rep, Period> period) {
  for (core::beat b(core::period(period));;) {
    co_await detail::next_of<E>(b);
    co_await out.write(static_cast<T>(b.count(std::numeric_limits<T>::max())));
  }
}

}  // namespace csp::components
