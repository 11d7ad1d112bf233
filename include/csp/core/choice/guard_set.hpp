// A set of the guards of one choice, as bits in words that belong to the choice.
#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace csp::core {

// A guard's number, and how many there are: where memory is scarce, no more than 65 535.
using guard_number = std::conditional_t<(sizeof(void*) > 4), std::uint32_t, std::uint16_t>;

class guard_set {
 public:
  using word = std::size_t;
  static constexpr unsigned bits = 8 * sizeof(word);
  static constexpr unsigned words_for(unsigned count) { return (count + bits - 1) / bits; }

  guard_set(word* words, unsigned count) : words_(words), count_(static_cast<guard_number>(words_for(count))) {
    for (unsigned w = 0; w < count_; ++w) words_[w] = 0;
  }
  // A set of its own in the words that follow.
  guard_set after(unsigned count) const { return {words_ + count_, count}; }

  bool has(unsigned i) const { return words_[i / bits] >> i % bits & 1; }
  void add(unsigned i) { words_[i / bits] |= word{1} << i % bits; }
  void remove(unsigned i) { words_[i / bits] &= ~(word{1} << i % bits); }
  void put(unsigned i, bool in) { in ? add(i) : remove(i); }

  bool meets(const guard_set& other) const {
    for (unsigned w = 0; w < count_; ++w)
      if (words_[w] & other.words_[w]) return true;
    return false;
  }

  // The first that is in both, cyclically from `from` on; beyond the last guard when there is none.
  unsigned next_with(const guard_set& other, unsigned from) const {
    unsigned w = from / bits;
    word common = words_[w] & other.words_[w] & ~word{0} << from % bits;
    for (unsigned left = count_; common == 0; --left) {
      if (left == 0) return end();
      if (++w == count_) w = 0;
      common = words_[w] & other.words_[w];
    }
    return w * bits + static_cast<unsigned>(std::countr_zero(common));
  }

  // The first, at `from` or after it, that is in both; beyond the last guard when there is none.
  unsigned first_with(const guard_set& other, unsigned from) const {
    unsigned w = from / bits;
    if (w >= count_) return end();
    word common = words_[w] & other.words_[w] & ~word{0} << from % bits;
    while (common == 0) {
      if (++w == count_) return end();
      common = words_[w] & other.words_[w];
    }
    return w * bits + static_cast<unsigned>(std::countr_zero(common));
  }

 private:
  unsigned end() const { return count_ * bits; }

  word* words_;
  guard_number count_;
};

}  // namespace csp::core
