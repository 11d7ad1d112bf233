// What a rendezvous is part of, where that is more than a channel without a buffer. The only place that knows both.
#pragma once
#include "barrier_point.hpp"
#include "store.hpp"

namespace csp::core {

template <class E>
struct whole {
  // Of a barrier: more or fewer wait; one enrolment less.
  static void count(rendezvous<E>& part, int more) { static_cast<barrier_point<E>&>(part).count(more); }
  static void resign(rendezvous<E>& part) { static_cast<barrier_point<E>&>(part).resign(); }

  // Of a buffer.
  static void on_ended(rendezvous<E>& part, side by) { static_cast<store<E>&>(part).on_ended(by); }
  static bool is_pinned(const rendezvous<E>& part) { return static_cast<const store<E>&>(part).is_pinned(); }
  static void dispose(rendezvous<E>& part) { static_cast<store<E>&>(part).dispose(); }
};

}  // namespace csp::core
