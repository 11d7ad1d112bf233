#include "choosing.hpp"

namespace lossless {
namespace {

using csp::process;

// Where the discipline begins, as a number of a place.
void note_start(step_record& d, const csp::turn& turn, bool fair_one) {
  const unsigned per = d.of->as_range ? 1 : guards<true>::per_place;
  d.from = static_cast<std::uint8_t>(fair_one ? (turn.next + per - 1) / per % d.count : 0);
}

// Times are known on coop, where the clock stands still while processes run.
void note_deadlines(step_record& d, unsigned since, bool afresh) {
  const auto now = static_cast<unsigned>(csp::port::now());
  for (unsigned i = 0; i < d.count; ++i) {
    offer& o = d.offers[i];
    if (!is_time(o.what)) continue;
    o.deadline = (o.what == way::at ? since : now) + d.of->branches[i].delay;
    o.due = o.what == way::at && !afresh ? static_cast<int>(now - o.deadline) >= 0 : o.due;
  }
}

void answered(process_context& me, step_record& d, unsigned chosen) {
  fixture::log_of_thread = &me.me();
  me.answer(d, static_cast<int>(chosen));
}

template <class Guards>
step_record& begin(process_context& me, const step& s, Guards& at, const csp::turn& turn, unsigned since, bool afresh) {
  step_record& d = me.prepare(s);
  d.counted = s.how != order::any;
  d.afresh = afresh;
  at.offer_all(d);
  note_start(d, turn, s.how == order::fair);
  note_deadlines(d, since, afresh);
  at.expect_questions();
  me.begin(d);
  return d;
}

template <class Guards>
void finish(process_context& me, Guards& at, unsigned chosen) {
  step_record& d = me.me().records.back();
  const unsigned place = d.of->as_range ? chosen : chosen / guards<true>::per_place;
  fixture::log_of_thread = &me.me();
  at.require_questions();
  at.settle(d, place);
  answered(me, d, place);
}

template <class Make>
process once(process_context& me, const step& s, csp::turn& turn, Make make) {
  guards<false> at(me, s);
  if (!at.refill(0)) co_return;
  begin(me, s, at, turn, static_cast<unsigned>(csp::port::now()), true);
  if (s.as_range) {
    finish(me, at, co_await at.make_of_range(make));
  } else {
    finish(me, at, co_await at.make(make));
  }
}

template <class Choice>
process select(process_context& me, const step& s, guards<true>& at, Choice& choice, unsigned since) {
  csp::turn turn;
  bool first = true;
  for (unsigned n = 0; n < s.selects; ++n) {
    if (!at.refill(n)) continue;
    begin(me, s, at, turn, since, std::exchange(first, false));
    const unsigned chosen = co_await choice.select();
    turn.next = chosen + 1;
    finish(me, at, chosen);
  }
}

template <class Make>
process again(process_context& me, const step& s, Make make) {
  guards<true> at(me, s);
  at.refill(0);
  const auto since = static_cast<unsigned>(csp::port::now());
  if (s.as_range) {
    auto choice = csp::keep(at.make_of_range(make));
    co_await select(me, s, at, choice, since);
  } else {
    auto choice = csp::keep(at.make(make));
    co_await select(me, s, at, choice, since);
  }
}

}  // namespace

process chooses(process_context& me, const step& s, csp::turn& turn) {
  if (s.selects) {
    if (s.how == order::prioritised) return again(me, s, prioritised{nullptr});
    if (s.how == order::fair) return again(me, s, fair_kept{nullptr});
    return again(me, s, any{nullptr});
  }
  if (s.how == order::prioritised) return once(me, s, turn, prioritised{&turn});
  if (s.how == order::fair) return once(me, s, turn, fair{&turn});
  return once(me, s, turn, any{&turn});
}

}  // namespace lossless
