// Buffers: channels whose writes complete before they are read, as long as there is room.
#pragma once
#include "channel.hpp"

namespace csp {

// The second parameter of a channel: csp::channel<int, csp::fifo<8>>. All have a static capacity and use no heap. After
// the last writer, readers drain what is there, then see closed; a writer's poison is seen after it, too. A reader's
// poison, the channel's, and the end of the last reader destroy what is there.

// When it is full, writers wait.
template <std::uint16_t N>
struct fifo {
  static constexpr std::uint16_t capacity = N;
  static constexpr core::when_full policy = core::when_full::waits;
};
// Writers never wait: when it is full, the oldest value is destroyed, and counted.
template <std::uint16_t N>
struct overwrite_oldest {
  static constexpr std::uint16_t capacity = N;
  static constexpr core::when_full policy = core::when_full::drops_oldest;
};
// Writers never wait: when it is full, the value that comes is not taken, and counted; its write is done.
template <std::uint16_t N>
struct drop_newest {
  static constexpr std::uint16_t capacity = N;
  static constexpr core::when_full policy = core::when_full::drops_newest;
};
// The last value only.
using latest = overwrite_oldest<1>;

namespace detail {

// What every channel demands of its buffer.
template <class Buffer, class E>
struct buffers {
  static_assert(core::store<E>::may_have(Buffer::capacity, Buffer::policy),
                "csp: overwrite_oldest has 65 534 places at most");
  static_assert(Buffer::capacity > 0, "csp: a buffer has room for one value at least; without one, csp::unbuffered");
  static constexpr bool well = true;
};

}  // namespace detail

template <class T, class Buffer, class E>
class basic_channel : public detail::channel_base<basic_channel<T, Buffer, E>, T, E> {
  static_assert(detail::buffers<Buffer, E>::well);
  using carried = core::payload_of<T>;

 public:
  // A name for messages and reports; without one, the place of the declaration.
  explicit basic_channel(core::label called = std::source_location::current())
      : rendezvous_(called, core::value_type_of<carried, E>, storage_, Buffer::capacity, Buffer::policy) {}
  ~basic_channel() {
    {
      typename E::call_lock lock;
      rendezvous_.on_destroyed();
      rendezvous_.on_ended(core::side::reader);
    }
    rendezvous_.discard();
  }

  // Destroys what is buffered, ends pending operations on both sides at once, and refuses all that follow.
  void poison() {
    {
      typename E::call_lock lock;
      rendezvous_.poison(core::side::reader);
    }
    rendezvous_.discard();
  }

  // How many values were dropped for lack of room; it wraps at 32 bits.
  std::uint32_t dropped() const {
    typename E::call_lock lock;
    return rendezvous_.dropped();
  }

  core::rendezvous<E>& rendezvous() { return rendezvous_; }

 private:
  alignas(carried) std::byte storage_[sizeof(carried) * core::store<E>::slots_for(Buffer::capacity, Buffer::policy)];
  core::store<E> rendezvous_;
};

}  // namespace csp
