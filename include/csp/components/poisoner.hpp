// poisoner: takes a network down from outside.
#pragma once
#include "../ends.hpp"
#include "../process.hpp"
#include "../sleep.hpp"
#include "carry.hpp"

namespace csp::components {

// Reads so many values and drops them, then poisons its input: whoever writes there ends, and poisons its own channels
// in turn. Ends early when its input does. (PyCSP's way to stop a network: its consumers poison after their last
// value.)
template <class T, class E>
basic_process_of<void, E> poisoner(basic_reader<T, E> in, std::size_t values) {
  for (; values > 0; --values) co_await detail::take(in);
  in.poison();
}

// Poisons an end after a delay; of zero, when others have run. Until then it holds
// the end, and lives: a par with it lasts as long. A writer's poison lets what is buffered be read first.
template <class T, core::side S, class E, class Rep, class Period>
basic_process_of<void, E> poisoner(basic_end<T, S, E> end, std::chrono::duration<Rep, Period> delay) {
  co_await detail::sleep_for<E>(delay);
  end.poison();
}

}  // namespace csp::components
