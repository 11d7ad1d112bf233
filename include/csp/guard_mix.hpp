// The nodes of the guards of a choice over a mix: single guards and ranges of them, in the order given; and of a fixed
// list that is long.
#pragma once
#include "core/language.hpp"

#include <concepts>
#include <utility>

#include "core/channel/manual_lifetime.hpp"
#include "core/choice/choice.hpp"
#include "guard_room.hpp"
#include "guards.hpp"
#include "row.hpp"

namespace csp {

// The guard that was chosen, where a range stands beside other arguments.
struct chosen {
  unsigned argument;  // which of them, from 0
  unsigned place;     // in it, from 0; of a single guard 0

  friend bool operator==(const chosen&, const chosen&) = default;
};

namespace detail {

template <class R>
concept guard_range = requires(R& r) {
  requires guard<std::remove_cvref_t<decltype(*std::begin(r))>>;
  { std::size(r) } -> std::convertible_to<std::size_t>;
};

namespace mixing {

// Where the next nodes come; null without memory.
struct cursor {
  std::byte* at;
};

// One guard among others.
template <class N>
class single {
 public:
  using node = N;
  static constexpr bool is_range = false;
  template <class From>
  single(cursor&, const From& described) : node_(described) {}
  single(cursor&, single&& same) : node_(same.node_) {}

  template <class From>
  static std::size_t size_of(const From&) {
    return 1;
  }
  static std::size_t nodes_for(std::size_t) { return 0; }
  static constexpr unsigned count() { return 1; }

  template <class F>
  void each(F& f) {
    guards::visit(node_, f);
  }
  template <class F>
  void at(unsigned, F& f) {
    guards::visit(node_, f);
  }

 private:
  N node_;
};

// A range of guards of one type.
template <class N>
class many {
  static_assert(alignof(N) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__);

 public:
  using node = N;
  static constexpr bool is_range = true;
  template <class Range>
  many(cursor& to, const Range& described) : nodes_(reinterpret_cast<N*>(to.at)) {
    if (nodes_) fill(to, std::begin(described), std::size(described));
  }
  many(cursor&, many&& same) : nodes_(std::exchange(same.nodes_, nullptr)), count_(std::exchange(same.count_, 0)) {}
  many(const many&) = delete;
  many& operator=(const many&) = delete;
  ~many() {
    while (count_ > 0) nodes_[--count_].~N();
  }

  template <class Range>
  static std::size_t size_of(const Range& described) {
    return std::size(described);
  }
  static std::size_t nodes_for(std::size_t n) { return n; }
  unsigned count() const { return count_; }

  template <class F>
  void each(F& f) {
    for (unsigned i = 0; i < count_; ++i) guards::visit(nodes_[i], f);
  }
  template <class F>
  void at(unsigned i, F& f) {
    guards::visit(nodes_[i], f);
  }

 private:
  template <class From>
  void fill(cursor& to, From from, std::size_t n) {
    for (; count_ < n; ++count_, ++from) ::new (static_cast<void*>(nodes_ + count_)) N(*from);
    to.at += layout::rounded(n * sizeof(N));
  }

  N* nodes_;
  unsigned count_ = 0;
};

}  // namespace mixing

// The nodes of single guards and ranges; a Part is one argument of the choice.
template <class E, class... Part>
class guard_mix {
  static constexpr bool has_range = !all_of({!Part::is_range...});

 public:
  using engine = E;
  using result_type = std::conditional_t<has_range && (sizeof...(Part) > 1), chosen, unsigned>;
  static constexpr bool timed = !all_of({!Part::node::timed...});
  static constexpr bool needs_prepare = !all_of({!Part::node::needs_prepare...});
  static constexpr bool may_be_kept = all_of({Part::node::may_be_kept...});
  static constexpr bool has_fast_path = false;

  template <class... A>
  explicit guard_mix(std::in_place_t, const A&... described)
      : room_(layout_for(described...)), parts_(mixing::cursor{room_.nodes()}, described...) {}
  // The same guards, to be kept, and their memory. A condition may throw when it is copied.
  guard_mix(guard_mix&& same) noexcept(false)
      : room_(std::move(same.room_)), parts_(mixing::cursor{nullptr}, std::move(same.parts_)) {}
  guard_mix& operator=(guard_mix&&) = delete;

  void make(core::manual_lifetime<core::choice<E>>& choice, bool kept) {
    choice.fill(room_.pointers(), room_.words(), count(), kept);
  }
  bool has_memory() const { return room_.is_there(); }
  unsigned count() const { return room_.count(); }

  template <class F>
  void each(F f) {
    if (has_memory()) parts_.each([&](auto& part) { part.each(f); });
  }
  void finish(unsigned which) {
    const chosen found = locate(which);
    auto finish_it = [](auto& n) { n.finish(); };
    parts_.at(found.argument, [&](auto& part) { part.at(found.place, finish_it); });
  }

  result_type result_for(unsigned which) {
    if constexpr (std::same_as<result_type, chosen>) {
      return locate(which);
    } else {
      return which;
    }
  }

 private:
  using room = std::conditional_t<has_range, mixing::room<E>, mixing::fixed_room<E, sizeof...(Part)>>;

  template <class P, class A>
  static bool add(mixing::layout& to, const A& described) {
    const std::size_t n = P::size_of(described);
    to.add_guards(n);
    to.add(P::nodes_for(n), sizeof(typename P::node));
    return true;
  }
  template <class... A>
  static mixing::layout layout_for(const A&... described) {
    mixing::layout all;
    const bool in_order[] = {add<Part>(all, described)...};
    static_cast<void>(in_order);
    return all;
  }

  chosen locate(unsigned which) {
    if constexpr (!has_range) return {which, 0};
    chosen found{0, which};
    bool is_found = false;
    parts_.each([&](auto& part) {
      is_found = is_found || found.place < part.count();
      if (is_found) return;
      found.place -= part.count();
      ++found.argument;
    });
    return found;
  }

  room room_;
  row<Part...> parts_;
};

}  // namespace detail

}  // namespace csp
