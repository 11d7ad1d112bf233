// A choice whose guards are known only at run time. Each of its channels has one guard of every kind, of which one at
// most has a precondition that holds; so the order of the channels is the order of the guards.
#pragma once
#include <tuple>

#include "context.hpp"

namespace lossless {

struct prioritised {
  csp::turn* turn;
  template <class... G>
  auto operator()(const G&... g) const {
    return csp::pri_alt(g...);
  }
};
struct fair {
  csp::turn* turn;
  template <class... G>
  auto operator()(const G&... g) const {
    return csp::fair_alt(*turn, g...);
  }
};
struct fair_kept {
  csp::turn* turn;
  template <class... G>
  auto operator()(const G&... g) const {
    return csp::fair_alt(g...);
  }
};
struct any {
  csp::turn* turn;
  template <class... G>
  auto operator()(const G&... g) const {
    return csp::alt(g...);
  }
};

// A precondition with a side effect: it counts how often it is asked.
struct condition {
  bool holds = false;
  bool expected = false;  // a choice is being made
  unsigned asked = 0;     // in it
};
struct asks {
  condition* what;
  process_context* by;
  bool operator()() const {
    if (!what->expected) by->on.fault("a precondition is asked while no choice is made");
    if (++what->asked > 1) by->on.fault("a precondition is asked twice for one choice");
    return what->holds;
  }
};

template <bool Kept>
class guards {
 public:
  static constexpr unsigned per_place = 6;

  guards(process_context& me, const step& s) : me_(&me), step_(&s) {}
  guards(const guards&) = delete;
  guards& operator=(const guards&) = delete;

  // A choice is made from here on, until its end; then each precondition that is a function has been asked.
  void expect_questions() {
    for_each_question([](condition& c) { c.expected = true; });
  }
  void require_questions() {
    for_each_question([&](condition& c) {
      if (c.asked != 1) me_->on.fault("a precondition is not asked once for a choice");
      c.expected = false;
    });
  }

  // The preconditions and the values of select n. False when no guard has one that holds.
  bool refill(unsigned n) {
    bool some = false;
    for (unsigned i = 0; i < most_branches; ++i) some = places_[i].refill(*me_, branch_at(i), n) || some;
    return some;
  }
  void offer_all(step_record& d) {
    for (unsigned i = 0; i < step_->branches.size(); ++i)
      me_->offers(d, step_->branches[i], places_[i].value, places_[i].wanted);
  }

  template <class Make>
  auto make(Make with) {
    return std::apply(with, std::tuple_cat(all<0>(), all<1>(), all<2>(), all<3>()));
  }
  // All are into a value.
  template <class Make>
  auto make_of_range(Make with) {
    std::vector<decltype(into_value<true>(0))> range;
    for (unsigned i = 0; i < step_->branches.size(); ++i) range.push_back(into_value<true>(i));
    return with(range);
  }

  // What the chosen guard has brought.
  void settle(step_record& d, unsigned i) {
    if (step_->branches[i].what == way::result) return me_->settle(d, i, std::exchange(places_[i].result, none));
    if (step_->branches[i].what == way::value) return me_->settle(d, i, parcel(std::move(places_[i].value)));
    d.how[i] = csp::status::done;
    places_[i].value.discard();  // a full buffer has counted it, and not taken it
  }

 private:
  struct one_place {
    bool refill(process_context& me, const branch* b, unsigned n) {
      wanted = b && me.can(*b) && (b->wanted || n % 2 == 1);
      for (unsigned w = 0; w < per_place; ++w) open[w] = {.holds = wanted && w == static_cast<unsigned>(b->what)};
      if (b && writes(b->what) && !value.number()) value.become(me.on.make(me.number));
      return wanted;
    }

    bool wanted = false;
    condition open[per_place] = {};
    parcel value;
    csp::result<parcel> result{csp::status::would_wait};
  };

  const branch* branch_at(unsigned i) { return i < step_->branches.size() ? &step_->branches[i] : nullptr; }
  bool is(unsigned i, way w) { return i < step_->branches.size() && step_->branches[i].what == w; }

  // Those of a kept choice are asked at each select; of a fresh one, some are.
  static constexpr bool is_question(unsigned i) { return Kept || i % 2 == 0; }
  template <class F>
  void for_each_question(F f) {
    for (unsigned i = 0; i < most_branches; ++i) {
      if (step_->as_range ? i >= step_->branches.size() : !is_question(i)) continue;
      for (unsigned w = 0; w < (step_->as_range ? 1 : per_place); ++w) f(places_[i].open[w]);
    }
  }

  template <bool Question>
  auto when(unsigned i, way w) {
    condition& open = places_[i].open[static_cast<unsigned>(w)];
    if constexpr (Question) {
      return asks{&open, me_};
    } else {
      return open.holds;
    }
  }

  template <bool Question>
  auto into_value(unsigned i) {
    parcel& to = places_[i].value;
    const bool mine = is(i, way::value) && me_->can(*branch_at(i));
    return csp::when(when<Question>(i, way::value),
                     mine ? me_->held.in(branch_at(i)->channel).into(to) : spare_in().into(to));
  }
  template <bool Question>
  auto into_result(unsigned i) {
    csp::result<parcel>& to = places_[i].result;
    const bool mine = is(i, way::result) && me_->can(*branch_at(i));
    return csp::when(when<Question>(i, way::result),
                     mine ? me_->held.in(branch_at(i)->channel).into(to) : spare_in().into(to));
  }
  template <bool Question>
  auto from(unsigned i) {
    parcel& value = places_[i].value;
    const bool mine = is(i, way::out) && me_->can(*branch_at(i));
    if constexpr (Kept) {
      return csp::when(when<Question>(i, way::out),
                       mine ? me_->held.out(branch_at(i)->channel).from(value) : spare_out().from(value));
    } else {
      return csp::when(when<Question>(i, way::out), mine ? me_->held.out(branch_at(i)->channel).from(std::move(value))
                                                         : spare_out().from(std::move(value)));
    }
  }
  std::chrono::microseconds delay(unsigned i) {
    return std::chrono::microseconds(branch_at(i) ? branch_at(i)->delay : 0);
  }
  template <unsigned I>
  auto all() {
    constexpr bool Question = is_question(I);
    constexpr unsigned i = I;
    return std::tuple(into_value<Question>(i), into_result<Question>(i), from<Question>(i),
                      csp::when(when<Question>(i, way::after), csp::after(delay(i))),
                      csp::when(when<Question>(i, way::at), csp::at(csp::clock::now() + delay(i))),
                      csp::when(when<Question>(i, way::skip), csp::skip()));
  }

  csp::channel<parcel>& spare_in() { return me_->on.spare_in; }
  csp::channel<parcel>& spare_out() { return me_->on.spare_out; }

  static constexpr csp::status none = csp::status::would_wait;

  process_context* me_;
  const step* step_;
  one_place places_[most_branches];
};

csp::process chooses(process_context& me, const step& s, csp::turn& turn);

}  // namespace lossless
