// The nodes of the guards of a choice: of a fixed list that is short enough to be looked at all at once.
#pragma once
#include "core/language.hpp"

#include <bit>
#include <tuple>

#include "core/channel/manual_lifetime.hpp"
#include "core/choice/choice.hpp"
#include "guards.hpp"

namespace csp::detail {

// Of one that is longer, see guard_mix.
template <class... N>
inline constexpr bool is_short_list = sizeof...(N) <= core::guard_set::bits;

template <class E, class... N>
class guard_list {
 public:
  using engine = E;
  using result_type = unsigned;
  static constexpr bool timed = (N::timed || ...);
  static constexpr bool needs_prepare = (N::needs_prepare || ...);
  static constexpr bool may_be_kept = (N::may_be_kept && ...);
  static constexpr bool has_fast_path = (N::has_fast_path && ...);

  template <class... G>
  explicit guard_list(std::in_place_t, const G&... described) : nodes_(described...) {}
  guard_list(const guard_list& same) : nodes_(same.nodes_) {}

  void make(core::manual_lifetime<core::choice<E>>& choice, bool kept) {
    choice.fill(pointers_, words_, count(), kept);
  }
  static constexpr bool has_memory() { return true; }
  static constexpr unsigned count() { return sizeof...(N); }

  template <class F>
  void each(F f) {
    std::apply([&](N&... n) { (guards::visit(n, f), ...); }, nodes_);
  }
  void finish(unsigned chosen) {
    unsigned i = 0;
    each([&](auto& n) {
      if (i++ == chosen) n.finish();
    });
  }

  static unsigned result_for(unsigned which) { return which; }

  // The first guard, cyclically from `from` on, with whose partner it meets at once; count() when there is none, or
  // when that takes the slow path. The engine's lock is held.
  [[gnu::always_inline]] unsigned meet_at_once(unsigned from) {
    return meet_at_once(from, std::index_sequence_for<N...>());
  }

 private:
  template <std::size_t... I>
  [[gnu::always_inline]] unsigned meet_at_once(unsigned from, std::index_sequence<I...>) {
    using set = core::guard_set::word;
    if ((set{std::get<I>(nodes_).blocks_fast_path()} | ...) != 0) return count();
    const set there = ((set{std::get<I>(nodes_).has_partner()} << I) | ...);
    if (there == 0) return count();
    const set later = there & ~set{0} << from;
    const unsigned first = static_cast<unsigned>(std::countr_zero(later ? later : there));
    return ((first == I && std::get<I>(nodes_).try_meet_alone()) || ...) ? first : count();
  }

  std::tuple<N...> nodes_;
  core::guard_node<E>* pointers_[sizeof...(N)];
  core::guard_set::word words_[3 * core::guard_set::words_for(sizeof...(N))];
};

}  // namespace csp::detail
