// Channels for networks that change: a channel that lives as long as its ends.
#pragma once
#include "buffer.hpp"

namespace csp {

// The two ends of a new channel; both empty when there was no memory for it.
template <class T, class E>
struct basic_ends {
  basic_ends(basic_reader<T, E> in, basic_writer<T, E> out) : reader(std::move(in)), writer(std::move(out)) {}

  explicit operator bool() const { return static_cast<bool>(reader); }

  basic_reader<T, E> reader;
  basic_writer<T, E> writer;
};

namespace detail {

template <class T, class E>
basic_ends<T, E> ends_of(core::rendezvous<E>& at) {
  return {basic_reader<T, E>(at), basic_writer<T, E>(at)};
}

// Allocated as frames are, and released with the last end. `called` as for a channel.
template <class T, class Buffer, class E>
basic_ends<T, E> make_shared_channel(core::label called) {
  static_assert(carries<T>::well);
  if constexpr (std::same_as<Buffer, unbuffered>) {
    using unbuffered_core = core::rendezvous<E>;
    void* const memory = E::allocate(sizeof(unbuffered_core));
    if (!memory) return {{}, {}};
    return ends_of<T>(*::new (memory) unbuffered_core(called, core::rendezvous_kind::shared_channel));
  } else {
    using carried = core::payload_of<T>;
    using store = core::store<E>;
    static_assert(buffers<Buffer, E>::well);
    constexpr auto slots = store::slots_for(Buffer::capacity, Buffer::policy);
    void* const memory = E::allocate(store::bytes_with_storage(sizeof(carried), slots));
    if (!memory) return {{}, {}};
    void* const storage = static_cast<std::byte*>(memory) + store::storage_offset();
    return ends_of<T>(*::new (memory) store(called, core::value_type_of<carried, E>, storage, Buffer::capacity,
                                            Buffer::policy, core::rendezvous_kind::shared_buffer));
  }
}

}  // namespace detail

}  // namespace csp
