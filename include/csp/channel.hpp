// A channel and its two ends.
#pragma once
#include "ends.hpp"

namespace csp {

// What a channel is called in messages and reports: a name, which must outlive it, or a place. A function that makes
// channels has a parameter `csp::label called = std::source_location::current()`, so that they are called by the line
// of its caller; a container is given one for each: `row.emplace_back("samples")`.
using core::label;

namespace detail {

// What every channel has, wherever its values wait. Self has rendezvous().
template <class Self, class T, class E>
class channel_base : public reads<Self, T, E>, public writes<Self, T, E> {
  static_assert(carries<T>::well);

 public:
  static constexpr bool counted = false;

  // An end that is counted: when the last of its side is gone, the side closes for good.
  basic_reader<T, E> reader() { return basic_reader<T, E>(here()); }
  basic_writer<T, E> writer() { return basic_writer<T, E>(here()); }

 private:
  core::rendezvous<E>& here() { return static_cast<Self&>(*this).rendezvous(); }
};

}  // namespace detail

// Any number of readers and writers meet here, in the order in which they came; a write completes only
// when a read meets it (Hoare's rendezvous). It outlives its ends, else an assertion names it. The
// process that owns it may read and write directly: such uses are not counted as ends.
// With a Buffer (see buffer.hpp), writes complete before they are read.
template <class T, class Buffer, class E>
class basic_channel;

// No buffer.
struct unbuffered {};

template <class T, class E>
class basic_channel<T, unbuffered, E> : public detail::channel_base<basic_channel<T, unbuffered, E>, T, E> {
 public:
  // A name for messages and reports; without one, the place of the declaration.
  explicit basic_channel(core::label called = std::source_location::current()) : rendezvous_(called) {}
  ~basic_channel() {
    typename E::call_lock lock;
    rendezvous_.on_destroyed();
  }

  // Ends pending operations on both sides at once, and refuses all that follow (the thesis's poison).
  void poison() {
    typename E::call_lock lock;
    rendezvous_.poison(core::side::reader);
  }

  core::rendezvous<E>& rendezvous() { return rendezvous_; }

 private:
  core::rendezvous<E> rendezvous_;
};

}  // namespace csp
