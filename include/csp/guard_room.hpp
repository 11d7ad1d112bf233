// Memory for a choice: the pointers to its guards and the words of its sets; and, where the number of guards is known
// at run time, for their nodes.
#pragma once
#include "core/language.hpp"

#include <limits>
#include <utility>

#include "core/choice/choice.hpp"
#include "core/engine.hpp"

namespace csp::detail::mixing {

// What is in memory like that of frames: first nodes, then pointers to all guards, then the words of the sets. Counts
// what it takes, and is then the place from which it is taken.
class layout {
 public:
  bool fits() const { return fits_; }
  std::size_t bytes() const { return bytes_; }
  unsigned guards() const { return static_cast<unsigned>(guards_); }

  void add_guards(std::size_t n) { fits_ = fits_ && !__builtin_add_overflow(guards_, n, &guards_) && guards_ <= most; }
  void add(std::size_t n, std::size_t size) {
    std::size_t more = 0;
    fits_ = fits_ && !__builtin_mul_overflow(n, size, &more) && more <= most_bytes &&
            !__builtin_add_overflow(bytes_, rounded(more), &bytes_) && bytes_ <= most_bytes;
  }

  // So that whatever follows is aligned.
  static constexpr std::size_t rounded(std::size_t bytes) {
    constexpr std::size_t unit = __STDCPP_DEFAULT_NEW_ALIGNMENT__;
    return (bytes + unit - 1) / unit * unit;
  }

 private:
  static constexpr std::size_t most = std::numeric_limits<unsigned>::max() / 2;
  static constexpr std::size_t most_bytes = std::numeric_limits<std::size_t>::max() / 2;

  std::size_t guards_ = 0;
  std::size_t bytes_ = 0;
  bool fits_ = true;
};

// What a choice needs besides nodes, when the number of guards is fixed.
template <class E, unsigned Count>
class fixed_room {
 public:
  explicit fixed_room(const layout&) {}
  fixed_room(fixed_room&&) noexcept {}
  static constexpr bool is_there() { return true; }
  static constexpr unsigned count() { return Count; }
  static std::byte* nodes() { return nullptr; }
  core::guard_node<E>** pointers() { return pointers_; }
  core::guard_set::word* words() { return words_; }

 private:
  core::guard_node<E>* pointers_[Count];
  core::guard_set::word words_[3 * core::guard_set::words_for(Count)];
};

// The same, and nodes, when it is known at run time.
template <class E>
class room {
 public:
  explicit room(layout taken) : nodes_(taken.bytes()), count_(taken.guards()) {
    taken.add(count_, sizeof(core::guard_node<E>*));
    pointers_ = taken.bytes();
    taken.add(words_of(count_), sizeof(core::guard_set::word));
    bytes_ = taken.bytes();
    if (taken.fits()) memory_ = static_cast<std::byte*>(E::allocate(bytes_));
  }
  room(room&& from) noexcept
      : nodes_(from.nodes_),
        pointers_(from.pointers_),
        bytes_(from.bytes_),
        count_(from.count_),
        memory_(std::exchange(from.memory_, nullptr)) {}
  room& operator=(room&&) = delete;
  ~room() {
    if (memory_) E::release(memory_, bytes_);
  }

  bool is_there() const { return memory_; }
  unsigned count() const { return memory_ ? count_ : 0; }
  std::byte* nodes() { return memory_; }
  core::guard_node<E>** pointers() {
    return memory_ ? reinterpret_cast<core::guard_node<E>**>(memory_ + nodes_) : nullptr;
  }
  core::guard_set::word* words() {
    return memory_ ? reinterpret_cast<core::guard_set::word*>(memory_ + pointers_) : nullptr;
  }

 private:
  // One at least, for a choice without a guard.
  static std::size_t words_of(unsigned count) { return std::size_t{3} * core::guard_set::words_for(count) + 1; }

  std::size_t nodes_;     // so many bytes of them
  std::size_t pointers_;  // where they begin
  std::size_t bytes_;
  unsigned count_;
  std::byte* memory_ = nullptr;
};

}  // namespace csp::detail::mixing
