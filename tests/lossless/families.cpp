// Steps that start or call other processes.
#include "steps.hpp"

namespace lossless {
namespace {

using csp::process;

// A process whose ends are copies of mine; its number is added to d.
process child(process_context& me, step_record& d, const program& s, int caller, int family,
              csp::spawner* here = nullptr) {
  const int number = me.on.add_process(&s, me.number, caller, family);
  d.children.push_back(number);
  ends theirs(me.on, number);
  theirs.share(me.held, s);
  return interpret(me.on, number, std::move(theirs), here).named(me.on.name_for(number));
}

}  // namespace

process calls(process_context& me, const step& s) {
  step_record& d = me.prepare(s);
  process callee = child(me, d, s.children[0], me.number, -1);
  me.begin(d);
  co_await callee;
  me.answer(d);
}

process groups(process_context& me, const step& s) {
  step_record& d = me.prepare(s);
  const int family = me.on.new_family();
  std::vector<process> all;
  for (const program& each : s.children) all.push_back(child(me, d, each, -1, family));
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

process scopes(process_context& me, const step& s) {
  step_record& d = me.prepare(s);
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

void spawns(process_context& me, const step& s) {
  for (unsigned n = 0; n < s.times && !me.on.full(); ++n) {
    step_record& d = me.prepare(s);
    process spawned = child(me, d, s.children[0], -1, me.me().family, me.here);
    me.begin(d);
    d.outcomes.push_back(me.here->spawn(std::move(spawned)));
    me.answer(d);
  }
}

}  // namespace lossless
