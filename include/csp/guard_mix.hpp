// The nodes of the guards of a choice over a mix: single guards and ranges of them, in the order given; and of a fixed
// list that is long.
#pragma once
#include "core/language.hpp"

#include <concepts>
#include <limits>
#include <utility>

#include "core/channel/manual_lifetime.hpp"
#include "core/choice/choice.hpp"
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
  // The same guards, to be kept, and their memory.
  guard_mix(guard_mix&& same) : room_(std::move(same.room_)), parts_(mixing::cursor{nullptr}, std::move(same.parts_)) {}
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
