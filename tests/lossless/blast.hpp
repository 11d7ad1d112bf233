// The exception of these networks; nothing at all in a build without exceptions.
#pragma once
#include "context.hpp"

namespace lossless {

#if defined(__cpp_exceptions)

struct blast {};

inline void explode() { throw blast(); }

inline csp::process tolerant(process_context& me, csp::process inner) {
  try {
    co_await inner;
  } catch (const blast&) {
    fixture::log_of_thread = &me.me();
    me.on.note(event_kind::caught);
  }
}

template <class F>
bool survives(F f) {
  try {
    f();
  } catch (const blast&) {
    return false;
  }
  return true;
}

#else

inline void explode() {}

inline csp::process tolerant(process_context&, csp::process inner) { co_await inner; }

template <class F>
bool survives(F f) {
  f();
  return true;
}

#endif

}  // namespace lossless
