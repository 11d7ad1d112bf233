// A read and a write that are the same for values and for signals; a signal's value is a core::unit.
#pragma once
#include "../ends.hpp"

namespace csp::detail {

using core::payload_of;

template <class T, class E>
class taking : public reading<T, true, E> {
  using base = reading<T, true, E>;

 public:
  using base::base;

  payload_of<T> await_resume() {
    if constexpr (std::is_void_v<T>) {
      base::await_resume();
      return {};
    } else {
      return base::await_resume();
    }
  }
};

// co_await take(in): a plain read.
template <class T, class E>
auto take(basic_reader<T, E>& in) {
  return taking<T, E>(in.rendezvous());
}

// co_await pass(out, x): a plain write, which moves x when it completes.
template <class T, class E>
auto pass(basic_writer<T, E>& out, payload_of<T>& x) {
  if constexpr (std::is_void_v<T>) {
    return out.write();
  } else {
    return out.write(std::move(x));
  }
}

// co_await copy(out, x): the same, and leaves x as it is.
template <class T, class E>
auto copy(basic_writer<T, E>& out, const payload_of<T>& x) {
  if constexpr (std::is_void_v<T>) {
    return out.write();
  } else {
    return out.write(x);
  }
}

// What a choice can read into: a variable that is there before the value comes.
template <class T>
concept has_default = std::is_default_constructible_v<payload_of<T>>;

}  // namespace csp::detail
