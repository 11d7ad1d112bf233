// A process, one step after the other.
#include "blast.hpp"
#include "choosing.hpp"
#include "run.hpp"
#include "steps.hpp"

namespace lossless {
namespace {

using csp::process;

process pauses(process_context& me, const step& s) {
  step_record& d = me.prepare(s);
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

void poisons(process_context& me, const step& s) {
  const branch& b = s.branches[0];
  const bool by_channel = s.by_channel && me.on.plan.channels[b.channel] != kind::shared;
  me.on.note(event_kind::poison, b.channel, by_channel, by_channel || reads(b.what));
  if (by_channel) {
    me.on.channels[b.channel]->poison();
  } else if (reads(b.what)) {
    me.held.in(b.channel).poison();
  } else {
    me.held.out(b.channel).poison();
  }
  me.on.note(event_kind::poisoned, b.channel, by_channel, by_channel || reads(b.what));
}

void reports(process_context& me, const step& s) {
  step_record& d = me.prepare(s);
  me.begin(d);
  csp::report([&](const csp::waiting& w) { d.named.push_back(me.on.process_named(w.name())); });
  me.answer(d);
}

process waits(process_context& me, const step& s, csp::turn& turn) {
  switch (s.what) {
    case verb::choose:
      return chooses(me, s, turn);
    case verb::several:
      return several(me, s);
    case verb::call:
      return calls(me, s);
    case verb::group:
      return groups(me, s);
    case verb::scope:
      return scopes(me, s);
    case verb::operation:
      return s.branches[0].what == way::extended ? looks(me, s) : operates(me, s);
    default:
      return pauses(me, s);
  }
}

// Those that never wait.
bool acts_at_once(process_context& me, const step& s) {
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
    case verb::report:
      return reports(me, s), true;
    default:
      return false;
  }
}

// A choice leaves out the guards whose end is gone; other steps need all.
bool possible(process_context& me, const step& s) {
  if (s.what == verb::choose) return true;
  if (s.what == verb::spawn && !me.here) return false;
  if (!s.children.empty() && me.on.full()) return false;
  for (const branch& b : s.branches)
    if (!me.can(b)) return false;
  return true;
}

}  // namespace

process interpret(fixture& on, int number, ends mine, csp::spawner* here) {
  process_context me(on, number, mine, here);
  const program& plan = *me.me().plan;
  std::vector<csp::turn> turns(plan.steps.size());
  fixture::log_of_thread = &me.me();
  on.note(event_kind::start);
  on.forget_name(number);
  exit_logger ending(me);
  for (unsigned round = 0; round < plan.rounds && !on.has_enough_values(); ++round)
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
  fixture::log_of_thread = &me.me();
  ending.returns = true;
}

// The first process, which starts the others.
process first_process(fixture& on) {
  static const step all = make_step(verb::group);
  const int number = on.add_process(nullptr, -1, -1, -1);
  ends none(on, number);
  process_context me(on, number, none, nullptr);
  fixture::log_of_thread = &me.me();
  on.note(event_kind::start);
  exit_logger ending(me);
  step_record& d = me.prepare(all);
  const int family = on.new_family();
  std::vector<process> started;
  for (const program& each : on.plan.processes) {
    d.children.push_back(on.add_process(&each, number, -1, family));
    ends theirs(on, d.children.back());
    theirs.take_from_channels(each);
    started.push_back(
        interpret(on, d.children.back(), std::move(theirs), nullptr).named(on.name_for(d.children.back())));
  }
  for (auto& channel : on.channels) channel->open();
  me.begin(d);
  auto over = co_await csp::par(std::move(started));
  for (process& p : over) d.outcomes.push_back(p.result().status());
  me.answer(d);
  ending.returns = true;
}

}  // namespace lossless
