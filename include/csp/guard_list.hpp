// The nodes of the guards of a choice: of a fixed list, and of a range.
#pragma once
#include <array>
#include <bit>
#include <tuple>

#include "core/choice.hpp"
#include "core/slot.hpp"
#include "guards.hpp"

namespace csp {

// The nodes of a fixed list of guards.
template <class E, class... N>
class guard_list {
 public:
  using engine = E;
  static constexpr bool timed = (N::timed || ...);
  static constexpr bool varies = (N::varies || ...);
  static constexpr bool may_be_kept = (N::kept && ...);
  static constexpr bool quick = (N::quick && ...) && sizeof...(N) <= core::guard_set::bits;

  template <class... G>
  explicit guard_list(std::in_place_t, const G&... described) : nodes_(described...) {}
  guard_list(const guard_list& same) : nodes_(same.nodes_) {}

  void make(core::slot<core::choice<E>>& choice, bool kept) { choice.fill(options_, words_, sizeof...(N), kept); }
  static constexpr bool has_memory() { return true; }
  static constexpr unsigned count() { return sizeof...(N); }

  template <class F>
  void each(F f) {
    std::apply([&](N&... n) { (f(n), ...); }, nodes_);
  }
  void finish(unsigned chosen) {
    unsigned i = 0;
    each([&](auto& n) {
      if (i++ == chosen) n.finish();
    });
  }

  // The first guard, cyclically from `from` on, with whose partner it meets at once; count() when there is none, or
  // when that needs more thought. The engine's lock is held.
  [[gnu::always_inline]] unsigned meet_at_once(unsigned from) {
    return meet_at_once(from, std::index_sequence_for<N...>());
  }

 private:
  template <std::size_t... I>
  [[gnu::always_inline]] unsigned meet_at_once(unsigned from, std::index_sequence<I...>) {
    using set = core::guard_set::word;
    if ((set{std::get<I>(nodes_).has_hurdle()} | ...) != 0) return count();
    const set there = ((set{std::get<I>(nodes_).has_partner()} << I) | ...);
    if (there == 0) return count();
    const set later = there & ~set{0} << from;
    const unsigned first = static_cast<unsigned>(std::countr_zero(later ? later : there));
    return ((first == I && std::get<I>(nodes_).meet_alone()) || ...) ? first : count();
  }

  std::tuple<N...> nodes_;
  core::option<E>* options_[sizeof...(N)];
  core::guard_set::word words_[3 * core::guard_set::words_for(sizeof...(N))];
};

// The nodes of a range of guards of one type, in memory like that of frames.
template <class E, class N>
class guard_array {
 public:
  using engine = E;
  static constexpr bool timed = N::timed;
  static constexpr bool varies = N::varies;
  static constexpr bool may_be_kept = N::kept;
  static constexpr bool quick = false;

  template <class Range>
  explicit guard_array(const Range& described) : count_(static_cast<unsigned>(std::size(described))) {
    fill(std::begin(described));
  }
  guard_array(const guard_array& same) : count_(same.count_) {
    if (same.memory_) fill(same.nodes());
  }
  guard_array& operator=(const guard_array&) = delete;
  ~guard_array() {
    if (!memory_) return;
    std::destroy_n(nodes(), count_);
    E::release(memory_, bytes());
  }

  void make(core::slot<core::choice<E>>& choice, bool kept) { choice.fill(options(), words(), count(), kept); }
  bool has_memory() const { return memory_; }
  unsigned count() const { return memory_ ? count_ : 0; }

  template <class F>
  void each(F f) {
    for (unsigned i = 0; memory_ && i < count_; ++i) f(nodes()[i]);
  }
  void finish(unsigned chosen) { nodes()[chosen].finish(); }

 private:
  // The nodes, the pointers to them, and the words of the sets, one behind the other.
  std::size_t bytes() const {
    return count_ * (sizeof(N) + sizeof(core::option<E>*)) +
           std::size_t{3} * core::guard_set::words_for(count_) * sizeof(core::guard_set::word);
  }
  N* nodes() const { return static_cast<N*>(memory_); }
  core::option<E>** options() const { return reinterpret_cast<core::option<E>**>(nodes() + count_); }
  core::guard_set::word* words() const { return reinterpret_cast<core::guard_set::word*>(options() + count_); }

  template <class From>
  void fill(From from) {
    static_assert(alignof(N) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);
    memory_ = E::allocate(bytes());
    if (!memory_) return;
    for (unsigned i = 0; i < count_; ++i, ++from) ::new (nodes() + i) N(*from);
  }

  unsigned count_;
  void* memory_ = nullptr;
};

}  // namespace csp
