// A deadline that a party has beside what it waits for. It lives in the frame of whoever waits.
#pragma once
#include "choice.hpp"

namespace csp::core {

template <class E>
struct alarm : E::timer {
  alarm() = default;
  alarm(const alarm&) = delete;
  alarm& operator=(const alarm&) = delete;
  ~alarm() { E::disarm(*this); }

  party<E>* owner = nullptr;
  unsigned guard_index = 0;  // of the guard, in a choice, or of the part, of several, whose deadline it is

  // Its deadline has come. One whose wait has been decided meanwhile is disarmed by its owner. The engine's lock is
  // held.
  void ring() {
    if (owner->pending != 0) owner->on_timeout(guard_index);
  }
  // Its owner waits, but for others: it hides no deadlock.
  bool is_in_vain() const { return owner->has_decided(guard_index); }
};

}  // namespace csp::core
