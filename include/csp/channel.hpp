// A channel and its two ends.
#pragma once
#include "ends.hpp"

namespace csp {

// Any number of readers and writers meet here, in the order in which they came; a write completes only
// when a read meets it (Hoare's rendezvous). It outlives its ends, else an assertion names it. The
// process that owns it may read and write directly: such uses are not counted as ends.
template <class T, class E>
class basic_channel : public reads<basic_channel<T, E>, T, E>, public writes<basic_channel<T, E>, T, E> {
  static_assert(carries<T>::well);

 public:
  static constexpr bool counted = false;

  // A name for messages and reports; without one, the place of the declaration.
  explicit basic_channel(core::label called = std::source_location::current()) : meeting_(called) {}
  ~basic_channel() {
    typename E::guard lock;
    meeting_.destroyed();
  }

  // An end that is counted: when the last of its side is gone, the side closes for good.
  basic_reader<T, E> reader() { return basic_reader<T, E>(meeting_); }
  basic_writer<T, E> writer() { return basic_writer<T, E>(meeting_); }

  // Ends pending operations on both sides at once, and refuses all that follow (the thesis's poison).
  void poison() {
    typename E::guard lock;
    meeting_.poison();
  }

  core::rendezvous<E>& meeting() { return meeting_; }

 private:
  core::rendezvous<E> meeting_;
};

}  // namespace csp
