// Choice: pri_alt, fair_alt and alt, over a fixed list of guards or a range of them.
#pragma once
#include "core/language.hpp"

#include <utility>

#include "core/channel/manual_lifetime.hpp"
#include "core/choice/alarm.hpp"
#include "core/diagnostics/where_made.hpp"
#include "core/engine.hpp"
#include "disciplines.hpp"
#include "guard_list.hpp"
#include "guard_mix.hpp"
#include "one_of.hpp"

namespace csp {

namespace detail {

// One choice. Fresh, it is awaited where it is made; keep() makes one that can be selected from again and again.
template <class Nodes, class Discipline>
class [[nodiscard("csp: a choice does nothing until it is awaited")]] alternative {
  using E = typename Nodes::engine;

 public:
  using refers_to_temporaries = void;

  template <class... G>
  explicit alternative(Discipline d, const G&... described) : nodes_(described...), discipline_(d) {}
  alternative(const alternative&) = delete;
  alternative& operator=(const alternative&) = delete;

  // Returns the number of the guard that was chosen, from 0; of a mix, csp::chosen.
  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> h, core::site here = core::site::here()) {
    static_assert(std::same_as<typename Promise::engine, E>, "csp: a choice is awaited by a process of another engine");
    static_assert(Discipline::remembers,
                  "csp: a fair choice that is made anew each time needs a memory: "
                  "fair_alt(turn, ...), with a csp::turn that outlives the loop; or keep it");
    return begin<false>(*h.promise().root, here);
  }
  typename Nodes::result_type await_resume() {
    disarm();
    const unsigned which = chosen();
    nodes_.finish(which);
    discipline_.on_chosen(which);
    return nodes_.result_for(which);
  }

  // For keep(), which takes them over.
  Nodes&& nodes() { return std::move(nodes_); }
  Discipline discipline() const { return discipline_; }

 protected:
  void disarm() {
    if constexpr (Nodes::timed) E::disarm(alarm_);
  }
  // The same guards, to be kept.
  alternative(Nodes&& same, Discipline d, std::in_place_t) : nodes_(std::move(same)), discipline_(d) { make(true); }

  template <bool Kept>
  bool begin(core::party<E>& me, core::site here) {
    if constexpr (Kept) {
      return begin_choice<true>(me, here);
    } else if constexpr (Nodes::has_fast_path) {
      bool rests = false;
      return try_meet_at_once(me, rests) ? rests : begin_afresh(me, here);
    } else {
      return begin_afresh(me, here);
    }
  }

  core::choice<E>& choice() { return choice_.value; }

 private:
  struct nothing {};

  void make(bool kept) {
    nodes_.make(choice_, kept);
    unsigned i = 0;
    nodes_.each([&](auto& n) __attribute__((always_inline)) { choice().enlist(n, i++); });
  }

  // Without a choice, and without a look at the clock.
  [[gnu::always_inline]] bool try_meet_at_once(core::party<E>& me, bool& rests) {
    typename E::scoped_lock lock;
    if (!me.cancel_requested) at_once_.which = nodes_.meet_at_once(discipline_.template first<E>(nodes_.count()));
    if (at_once_.which >= nodes_.count()) return false;
    rests = E::spend_budget() && E::reschedule(me);
    return true;
  }

  [[gnu::noinline]] bool begin_afresh(core::party<E>& me, core::site here) { return begin_choice<false>(me, here); }

  template <bool Kept>
  bool begin_choice(core::party<E>& me, core::site here) {
    if (!nodes_.has_memory()) return core::end_now(me, status::no_memory);
    if (Nodes::needs_prepare && was_ended(me)) return core::end_now(me, status::poisoned);
    if constexpr (!Kept) make(false);
    prepare();
    typename E::scoped_lock lock;
    if constexpr (Kept && core::named) choice().require_idle(here);
    if (!core::try_begin_wait(me, here)) return core::end_now(me);
    publish();
    if constexpr (!Kept) look();
    if (choice().begin(me, discipline_.template first<E>(nodes_.count())))
      return me.is_alive() ? E::spend_budget() && E::reschedule(me) : core::end_now(me);
    if constexpr (Nodes::timed) arm(me);
    choice().wait(me);
    return E::wait(me, lock);
  }

  // Then nothing of the user's is asked any more.
  static bool was_ended(const core::party<E>& me) {
    typename E::scoped_lock lock;
    return me.cancel_requested;
  }

  unsigned chosen() {
    if constexpr (Nodes::has_fast_path)
      if (at_once_.which < nodes_.count()) return at_once_.which;
    return choice().chosen();
  }

  void look() {
    unsigned i = 0;
    nodes_.each([&](auto& n) __attribute__((always_inline)) { choice().look_at(n, i++); });
  }

  void prepare() {
    if constexpr (Nodes::needs_prepare) {
      const port::ticks now = Nodes::timed ? port::now() : 0;
      if constexpr (Nodes::timed) alarm_.deadline = now;  // until it is armed
      nodes_.each([&](auto& n) { n.prepare(now); });
    }
  }

  void publish() {
    if constexpr (Nodes::needs_prepare) nodes_.each([&](auto& n) { n.publish(choice()); });
  }

  // For the earliest deadline; of equal ones, the first guard's.
  void arm(core::party<E>& me) {
    const port::ticks now = alarm_.deadline;
    alarm_.owner = nullptr;
    nodes_.each([&](auto& n) {
      if constexpr (std::remove_reference_t<decltype(n)>::timed) {
        if (!n.wanted) return;
        const port::ticks deadline = n.deadline_after(now);
        if (alarm_.owner && deadline >= alarm_.deadline) return;
        alarm_.owner = &me;
        alarm_.deadline = deadline;
        alarm_.guard_index = n.index;
      }
    });
    if (alarm_.owner) E::arm(alarm_);
  }

  // The guard that needed no choice; beyond the last, when there was none.
  struct met_at_once {
    unsigned which = Nodes::count();
  };

  Nodes nodes_;
  core::manual_lifetime<core::choice<E>> choice_;
  [[no_unique_address]] Discipline discipline_;
  [[no_unique_address]] std::conditional_t<Nodes::timed, core::alarm<E>, nothing> alarm_;
  [[no_unique_address]] std::conditional_t<Nodes::has_fast_path, met_at_once, nothing> at_once_;
};

// What stands in a choice: a guard, or a range of guards of one type.
template <class A>
concept choosable = guard<A> || guard_range<A>;

namespace choosing {

template <class A>
struct part;
template <guard G>
struct part<G> {
  using engine = typename G::engine;
  using type = mixing::single<typename G::node>;
};
template <guard_range R>
struct part<R> {
  using G = std::remove_cvref_t<decltype(*std::begin(std::declval<R&>()))>;
  using engine = typename G::engine;
  using type = mixing::many<typename G::node>;
};

template <class E, class... A>
auto nodes_for() {
  if constexpr (is_short_list<A...> && all_of({guard<A>...})) {
    return std::type_identity<guard_list<E, typename A::node...>>();
  } else {
    return std::type_identity<guard_mix<E, typename part<A>::type...>>();
  }
}

template <class D, class First, class... A>
auto make(D d, const First& first, const A&... rest) {
  using E = typename part<const First>::engine;
  static_assert(all_of({std::same_as<E, typename part<const A>::engine>...}),
                "csp: a choice mixes guards of different engines");
  using nodes = typename decltype(nodes_for<E, First, A...>())::type;
  return alternative<nodes, D>(d, std::in_place, first, rest...);
}

}  // namespace choosing

}  // namespace detail

// co_await csp::pri_alt(a.into(x), b.into(y), csp::after(10ms)): the first guard that is ready, in the order given.
template <class... G>
  requires(sizeof...(G) > 0 && detail::all_of({detail::choosable<const G>...}))
auto pri_alt(const G&... guards) {
  return detail::choosing::make(detail::disciplines::prioritised(), guards...);
}

// No guard that stays ready waits for more than N selections, N being the number of guards.
template <class... G>
  requires(sizeof...(G) > 0 && detail::all_of({detail::choosable<const G>...}))
auto fair_alt(turn& t, const G&... guards) {
  return detail::choosing::make(detail::disciplines::fair_by_turn{&t}, guards...);
}
// For keep(): the choice has its own turn.
template <class... G>
  requires(sizeof...(G) > 0 && detail::all_of({detail::choosable<const G>...}))
auto fair_alt(const G&... guards) {
  return detail::choosing::make(detail::disciplines::fair(), guards...);
}

// Any guard that is ready; the search begins at a pseudo-random one.
template <class... G>
  requires(sizeof...(G) > 0 && detail::all_of({detail::choosable<const G>...}))
auto alt(const G&... guards) {
  return detail::choosing::make(detail::disciplines::any(), guards...);
}

}  // namespace csp
