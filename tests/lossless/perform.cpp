#include "perform.hpp"

#include "blast.hpp"
#include "choosing.hpp"

namespace lossless {
namespace {

using csp::process;

// --- lone operations -----------------------------------------------------------------------------------------------

// An operation by its kind, to be awaited where it is made.
template <way W>
auto operation(actor& me, const branch& b, parcel& value) {
  if constexpr (W == way::value) {
    return me.held.in(b.channel).read();
  } else if constexpr (W == way::result) {
    return me.held.in(b.channel).next();
  } else if constexpr (W == way::out) {
    return me.held.out(b.channel).write(std::move(value));
  } else {
    return me.held.out(b.channel).send(std::move(value));
  }
}

parcel value_for(actor& me, const branch& b) { return writes(b.what) ? parcel(me.on.make(me.number)) : parcel(); }

template <way W>
process operates(actor& me, const step& s) {
  parcel value = value_for(me, s.branches[0]);
  deed& d = me.prepare(s);
  me.offers(d, s.branches[0], value);
  me.begin(d);
  if constexpr (W == way::out) {
    co_await operation<W>(me, s.branches[0], value);
    d.how[0] = csp::status::done;
  } else {
    auto answer = co_await operation<W>(me, s.branches[0], value);
    stage::writing = &me.me();
    me.settle(d, 0, std::move(answer));
  }
  me.answer(d);
}

void attempts(actor& me, const step& s) {
  const branch& b = s.branches[0];
  parcel value = value_for(me, b);
  deed& d = me.prepare(s);
  me.offers(d, b, value);
  me.begin(d);
  if (reads(b.what)) {
    me.settle(d, 0, me.held.in(b.channel).try_read());
  } else {
    me.settle(d, 0, me.held.out(b.channel).try_write(std::move(value)));
  }
  me.answer(d);
}

// --- two at once ---------------------------------------------------------------------------------------------------

template <way A, way B>
process both(actor& me, const step& s) {
  const branch &a = s.branches[0], &b = s.branches[1];
  parcel x = value_for(me, a), y = value_for(me, b);
  deed& d = me.prepare(s);
  me.offers(d, a, x);
  me.offers(d, b, y);
  me.begin(d);
  if constexpr (A == way::out && B == way::out) {
    co_await csp::par(operation<A>(me, a, x), operation<B>(me, b, y));
    d.how[0] = d.how[1] = csp::status::done;
  } else {
    auto answers = co_await csp::par(operation<A>(me, a, x), operation<B>(me, b, y));
    stage::writing = &me.me();
    me.settle(d, 0, std::move(std::get<0>(answers)));
    me.settle(d, 1, std::move(std::get<1>(answers)));
  }
  me.answer(d);
}

template <way A>
process both_from(actor& me, const step& s) {
  switch (s.branches[1].what) {
    case way::value:
      return both<A, way::value>(me, s);
    case way::result:
      return both<A, way::result>(me, s);
    case way::out:
      return both<A, way::out>(me, s);
    default:
      return both<A, way::send>(me, s);
  }
}

// --- time and ends -------------------------------------------------------------------------------------------------

process pauses(actor& me, const step& s) {
  deed& d = me.prepare(s);
  for (const branch& b : s.branches) me.offers(d, b, parcel());
  d.offers[0].deadline = static_cast<unsigned>(csp::port::now()) + (s.branches.empty() ? 0 : s.branches[0].delay);
  me.begin(d);
  if (s.what == verb::yield) {
    co_await csp::yield();
  } else {
    co_await csp::sleep_for(std::chrono::microseconds(s.branches[0].delay));
  }
  me.answer(d);
}

void poisons(actor& me, const step& s) {
  const branch& b = s.branches[0];
  const bool by_channel = s.by_channel && me.on.plan.channels[b.channel] != kind::shared;
  me.on.note(act::poison, b.channel, by_channel, by_channel || reads(b.what));
  if (by_channel) {
    me.on.places[b.channel]->poison();
  } else if (reads(b.what)) {
    me.held.in(b.channel).poison();
  } else {
    me.held.out(b.channel).poison();
  }
  me.on.note(act::poisoned, b.channel, by_channel, by_channel || reads(b.what));
}

// --- other processes -----------------------------------------------------------------------------------------------

// A process whose ends are copies of mine; its number is added to d.
process child(actor& me, deed& d, const script& s, int caller, int family, csp::spawner* here = nullptr) {
  const int number = me.on.cast(&s, me.number, caller, family);
  d.children.push_back(number);
  ends theirs(me.on, number);
  theirs.share(me.held, s);
  return play(me.on, number, std::move(theirs), here);
}

process calls(actor& me, const step& s) {
  deed& d = me.prepare(s);
  process callee = child(me, d, s.children[0], me.number, -1);
  me.begin(d);
  co_await callee;
  me.answer(d);
}

process groups(actor& me, const step& s) {
  deed& d = me.prepare(s);
  const int family = me.on.new_family();
  std::vector<process> all;
  for (const script& each : s.children) all.push_back(child(me, d, each, -1, family));
  me.begin(d);
  if (s.or_end) {
    auto over = co_await csp::par(std::move(all)).or_end();
    for (process& p : over) d.outcomes.push_back(p.result().status());
  } else {
    auto over = co_await csp::par(std::move(all));
    for (process& p : over) d.outcomes.push_back(p.result().status());
  }
  me.answer(d);
}

process scopes(actor& me, const step& s) {
  deed& d = me.prepare(s);
  const int family = me.on.new_family();
  auto body = [&](csp::spawner& here) { return child(me, d, s.children[0], -1, family, &here); };
  auto begun = [&](csp::spawner& here) {
    process first = body(here);
    me.begin(d);
    return first;
  };
  if (s.or_end) {
    d.outcomes.push_back((co_await csp::scope(begun).or_end()).status());
  } else {
    d.outcomes.push_back((co_await csp::scope(begun)).status());
  }
  me.answer(d);
}

void spawns(actor& me, const step& s) {
  deed& d = me.prepare(s);
  process spawned = child(me, d, s.children[0], -1, me.me().family);
  me.begin(d);
  d.outcomes.push_back(me.here->spawn(std::move(spawned)));
  me.answer(d);
}

// --- one step after the other --------------------------------------------------------------------------------------

process waits(actor& me, const step& s, csp::turn& turn) {
  switch (s.what) {
    case verb::choose:
      return chooses(me, s, turn);
    case verb::several:
      switch (s.branches[0].what) {
        case way::value:
          return both_from<way::value>(me, s);
        case way::result:
          return both_from<way::result>(me, s);
        case way::out:
          return both_from<way::out>(me, s);
        default:
          return both_from<way::send>(me, s);
      }
    case verb::call:
      return calls(me, s);
    case verb::group:
      return groups(me, s);
    case verb::scope:
      return scopes(me, s);
    case verb::operation:
      switch (s.branches[0].what) {
        case way::value:
          return operates<way::value>(me, s);
        case way::result:
          return operates<way::result>(me, s);
        case way::out:
          return operates<way::out>(me, s);
        default:
          return operates<way::send>(me, s);
      }
    default:
      return pauses(me, s);
  }
}

// Those that never wait.
bool acts_at_once(actor& me, const step& s) {
  switch (s.what) {
    case verb::attempt:
      return attempts(me, s), true;
    case verb::retire:
      return me.held.give_up(s.branches[0].channel, reads(s.branches[0].what), true), true;
    case verb::poison:
      return poisons(me, s), true;
    case verb::explode:
      return explode(), true;
    case verb::spawn:
      return spawns(me, s), true;
    default:
      return false;
  }
}

// A choice leaves out the guards whose end is gone; other steps need all.
bool possible(actor& me, const step& s) {
  if (s.what == verb::choose) return true;
  if (s.what == verb::spawn && !me.here) return false;
  if (!s.children.empty() && me.on.full()) return false;
  for (const branch& b : s.branches)
    if (!me.can(b)) return false;
  return true;
}

}  // namespace

process play(stage& on, int number, ends mine, csp::spawner* here) {
  actor me(on, number, mine, here);
  const script& plan = *me.me().plan;
  std::vector<csp::turn> turns(plan.steps.size());
  stage::writing = &me.me();
  on.note(act::start);
  last_word word(me);
  for (unsigned round = 0; round < plan.rounds; ++round)
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
      const step& s = plan.steps[i];
      if (!possible(me, s)) continue;
      if (acts_at_once(me, s)) continue;
      if (s.tolerant) {
        co_await tolerant(me, waits(me, s, turns[i]));
      } else {
        co_await waits(me, s, turns[i]);
      }
    }
  stage::writing = &me.me();
  word.returns = true;
}

// The first process, which starts the others.
process direct(stage& on) {
  static const step all{.what = verb::group};
  const int number = on.cast(nullptr, -1, -1, -1);
  ends none(on, number);
  actor me(on, number, none, nullptr);
  stage::writing = &me.me();
  on.note(act::start);
  last_word word(me);
  deed& d = me.prepare(all);
  const int family = on.new_family();
  std::vector<process> cast;
  for (const script& each : on.plan.cast) {
    d.children.push_back(on.cast(&each, number, -1, family));
    ends theirs(on, d.children.back());
    theirs.take_from_channels(each);
    cast.push_back(play(on, d.children.back(), std::move(theirs), nullptr));
  }
  for (auto& place : on.places) place->open();
  me.begin(d);
  auto over = co_await csp::par(std::move(cast));
  for (process& p : over) d.outcomes.push_back(p.result().status());
  me.answer(d);
  word.returns = true;
}

}  // namespace lossless
