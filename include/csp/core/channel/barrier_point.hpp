// Where parties wait until all that are enrolled have come. Every member is called with the engine's lock held.
#pragma once
#include "rendezvous.hpp"

namespace csp::core {

// Those that wait stand in the queue of readers; enrolments are counted as readers' ends.
template <class E>
class barrier_point : public rendezvous<E> {
 public:
  explicit constexpr barrier_point(label called) : rendezvous<E>(called, rendezvous_kind::barrier) {}

  // One more comes. True when it is the last: all others are decided, in one step. False: it has to join. Out of line,
  // as resign() and count() are: g++ 12 takes the channel that it sees for one.
  [[gnu::noinline]] bool arrive() {
    if (arrived_ + 1 != enrolled()) return false;
    release();
    return true;
  }

  // One enrolment less. The others may have waited for it alone.
  [[gnu::noinline]] void resign() {
    --this->ends_[0];
    if (arrived_ == enrolled()) release();
  }

 private:
  friend struct whole<E>;

  // Those that wait have become more, or fewer.
  [[gnu::noinline]] void count(int more) { arrived_ += static_cast<std::uint32_t>(more); }

  std::uint32_t enrolled() const { return this->ends_[0]; }

  // A choice that is decided takes back its other guards, here too.
  void release() {
    while (offer<E>* const one = this->waiting(side::reader).front()) {
      this->withdraw(*one);
      one->decide(status::done);
    }
  }

  std::uint32_t arrived_ = 0;
};

}  // namespace csp::core
