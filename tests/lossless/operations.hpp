// An operation by its kind.
#pragma once
#include "context.hpp"

namespace lossless {

template <way W>
struct kind_of_operation {
  // To be awaited where it is made.
  static auto make(process_context& me, const branch& b, parcel& value) {
    if constexpr (W == way::value) {
      return me.held.in(b.channel).read();
    } else if constexpr (W == way::result) {
      return me.held.in(b.channel).next();
    } else if constexpr (W == way::out) {
      return me.held.out(b.channel).write(std::move(value));
    } else {
      return me.held.out(b.channel).send(std::move(value));
    }
  }
  static constexpr bool answers = W != way::out;
  static constexpr bool may_be_limited = !is_plain(W);
};

// Calls f with the kind of `w`.
template <class F>
csp::process by_kind(way w, F f) {
  switch (w) {
    case way::value:
      return f(kind_of_operation<way::value>());
    case way::result:
      return f(kind_of_operation<way::result>());
    case way::out:
      return f(kind_of_operation<way::out>());
    default:
      return f(kind_of_operation<way::send>());
  }
}

inline parcel value_for(process_context& me, const branch& b) {
  return writes(b.what) ? parcel(me.on.make(me.number)) : parcel();
}

}  // namespace lossless
