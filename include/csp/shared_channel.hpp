// Channels for networks that change: a channel that lives as long as its ends.
#pragma once
#include "channel.hpp"

namespace csp {

// The two ends of a new channel; both empty when there was no memory for it.
template <class T, class E>
struct basic_ends {
  basic_ends(basic_reader<T, E> in, basic_writer<T, E> out) : reader(std::move(in)), writer(std::move(out)) {}

  explicit operator bool() const { return static_cast<bool>(reader); }

  basic_reader<T, E> reader;
  basic_writer<T, E> writer;
};

// Allocated as frames are, and released with the last end. `called` as for a channel.
template <class T, class E>
basic_ends<T, E> make_shared_channel(core::label called) {
  static_assert(carries<T>::well);
  using meeting = core::rendezvous<E>;
  void* const memory = E::allocate(sizeof(meeting));
  if (!memory) return {{}, {}};
  meeting& at = *::new (memory) meeting(called, core::meeting_kind::shared_channel);
  return {basic_reader<T, E>(at), basic_writer<T, E>(at)};
}

}  // namespace csp
