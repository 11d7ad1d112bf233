// Where a choice begins its search, which makes it prioritised, fair or any.
#pragma once
#include "core/language.hpp"

#include "core/choice/choice.hpp"

namespace csp {

// The memory of a fair choice that is made anew each time: it outlives the loop.
struct turn {
  unsigned next = 0;
};

namespace detail {

// Where a choice of E's, among so many guards, begins its search. All are asked with the engine's lock held.
namespace disciplines {

struct prioritised {
  static constexpr bool remembers = true;
  template <class E>
  unsigned first(unsigned) const {
    return 0;
  }
  void on_chosen(unsigned) {}
};

// Begins after the guard that it chose last: one that stays ready waits for at most N - 1 others.
struct fair_by_turn {
  static constexpr bool remembers = true;
  turn* whose;
  template <class E>
  unsigned first(unsigned count) const {
    return whose->next < count ? whose->next : 0;
  }
  void on_chosen(unsigned which) { whose->next = which + 1; }
};

// The same, in a choice that is kept.
struct fair {
  static constexpr bool remembers = false;
  turn mine;
  template <class E>
  unsigned first(unsigned count) const {
    return mine.next < count ? mine.next : 0;
  }
  void on_chosen(unsigned which) { mine.next = which + 1; }
};

// Begins anywhere, and promises no bound.
struct any {
  static constexpr bool remembers = true;
  template <class E>
  unsigned first(unsigned count) const {
    return core::choice<E>::anywhere(count);
  }
  void on_chosen(unsigned) {}
};

}  // namespace disciplines

}  // namespace detail

}  // namespace csp
