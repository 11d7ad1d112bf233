// The ends of a channel, so that a report can say who holds them. A build without names keeps no list of them.
#pragma once
#include <type_traits>

#include "../diagnostics/misuse.hpp"

namespace csp::core {

// Stands in an end. Every member but the constructor is called with the engine's lock held.
class listed_end {
 public:
  constexpr listed_end() = default;
  listed_end(const listed_end&) = delete;
  listed_end& operator=(const listed_end&) = delete;

  void join(listed_end*& list) {
    next_ = list;
    at_ = &list;
    if (next_) next_->at_ = &next_;
    list = this;
  }
  // What holds no end is in no list.
  void leave() {
    if (!at_) return;
    *at_ = next_;
    if (next_) next_->at_ = at_;
    at_ = nullptr;
  }
  // Takes the place of one that was moved from.
  void replace(listed_end& from) {
    if (!from.at_) return;
    next_ = from.next_;
    at_ = from.at_;
    *at_ = this;
    if (next_) next_->at_ = &next_;
    from.at_ = nullptr;
  }
  const listed_end* next() const { return next_; }

 private:
  listed_end* next_ = nullptr;
  listed_end** at_ = nullptr;  // what points to it
};

// Those of both sides of a channel.
class known_ends {
 public:
  constexpr known_ends() = default;
  void join(int side, listed_end& end) { end.join(first_[side]); }
  const listed_end* first(int side) const { return first_[side]; }

 private:
  listed_end* first_[2] = {nullptr, nullptr};
};

// The same in a build without names.
class unlisted_end {
 public:
  static constexpr void leave() {}
  static constexpr void replace(unlisted_end&) {}
  static constexpr const unlisted_end* next() { return nullptr; }
};
class unknown_ends {
 public:
  static constexpr void join(int, unlisted_end&) {}
  static constexpr const unlisted_end* first(int) { return nullptr; }
};

using end_entry = std::conditional_t<named, listed_end, unlisted_end>;
using end_list = std::conditional_t<named, known_ends, unknown_ends>;

}  // namespace csp::core
