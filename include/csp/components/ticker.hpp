// ticker: time as a channel.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"
#include "../ticker.hpp"

namespace csp::components {

// A signal every period, without drift: the periods are counted from the start, and one that nobody took in time is not
// made up for. Ends with its output, which it sees at its next signal. A period is more than nothing and not for ever,
// else an assertion. (After the timers of occam and JCSP's CSTimer.)
template <class E, class Rep, class Period>
basic_process_of<void, E> ticker(basic_writer<void, E> out, std::chrono::duration<Rep, Period> period) {
  for (detail::beat b(detail::period(period));; b.count()) {
    co_await detail::sleep_until<E>(b.next());
    co_await out.write();
  }
}

// The same with a count: how many periods have passed since the value before, 1 unless nobody took that in time. Their
// sum is the time since the start: more than a T can count are spread over several values.
template <std::unsigned_integral T, class E, class Rep, class Period>
basic_process_of<void, E> ticker(basic_writer<T, E> out, std::chrono::duration<Rep, Period> period) {
  for (detail::beat b(detail::period(period));;) {
    co_await detail::sleep_until<E>(b.next());
    co_await out.write(static_cast<T>(b.count(std::numeric_limits<T>::max())));
  }
}

}  // namespace csp::components
