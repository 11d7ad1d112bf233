#include "model.hpp"

#include <algorithm>
#include <csp/core/diagnostics/misuse.hpp>

namespace lossless {

using csp::status;

namespace {

// After so many a process on coop goes to the back of the run queue.
constexpr unsigned steps_without_a_wait = 64;

}  // namespace

model::model(const network& plan, const trace& recorded)
    : recorded_(&recorded),
      channels_(plan.channels.begin(), plan.channels.end()),
      parties_(recorded.logs.size()),
      started_(recorded.logs.size()),
      threw_(recorded.logs.size()),
      listed_(recorded.logs.size()),
      outcomes_(recorded.values.size()) {
  for (const process_log& r : recorded.logs) roots_.push_back(r.caller >= 0 ? root_of(r.caller) : r.number);
}

std::string model::replay() {
  try {
    for (at_ = 0; at_ < recorded_->events.size(); ++at_) follow(recorded_->events[at_]);
    finish();
  } catch (const wrong& w) {
    const event& e = recorded_->events[std::min(at_, recorded_->events.size() - 1)];
    return "event " + std::to_string(e.stamp) + ", process " + std::to_string(e.process) + ": " + w.what;
  }
  return {};
}

void model::follow(const event& e) {
  expire(e.time);
  if (e.what_happened == event_kind::died) return;
  if (e.what_happened == event_kind::hop) {
    const value_outcome l = outcomes_[static_cast<std::size_t>(e.what)];
    return require(at_ < moved_ || l == value_outcome::delivered || l == value_outcome::dropped,
                   "value " + std::to_string(e.what) + " moves, which it must not");
  }
  if (deferred_by_ >= 0 && root_of(e.process) != deferred_by_) resolve_deferred_ends(false);
  switch (e.what_happened) {
    case event_kind::start:
      started_[static_cast<std::size_t>(e.process)] = true;
      return;
    case event_kind::begin:
      return begin(e);
    case event_kind::answer:
      return answer(e);
    case event_kind::take:
      ++channel(e.what).ends(e.reader);
      return;
    case event_kind::give_up:
      return give_up(e);
    case event_kind::poison:
      return end_channel(e.what, status::poisoned, e.reader);
    case event_kind::returns:
      if (is_outermost(e.process)) party(e.process).exit_status = status::done;
      return;
    case event_kind::throws:
      return throws(e);
    case event_kind::looks:
      return looks(e);
    case event_kind::lets_go:
      return lets_go(e);
    case event_kind::over:
      return ended(e);
    case event_kind::gone:
      return gone(e);
    default:
      return;
  }
}

// --- steps ---------------------------------------------------------------------------------------------------------

void model::begin(const event& e) {
  const step_record& d = log_of(e.process).records[static_cast<std::size_t>(e.what)];
  const int p = root_of(e.process);
  model_party& m = party(p);
  require(m.lives() || m.exit_status == status::poisoned, "a process goes on that was ended");
  moved_ = at_ + 1;
  if (e.process == 0) close_unheld();
  listed_[0] = true;
  m.begin(d);
  if (m.cancel_requested && d.of->what != verb::attempt && d.of->what != verb::call && ends_next(p))
    return m.cancel(status::poisoned);
  // What died in a caught exception retires with the next operation: before a lone one, which may find it so.
  const bool lone = d.of->what == verb::operation && d.offers[0].what != way::extended;
  if (lone && (could_meet(d.offers[0]) || channel(d.offers[0].channel).open())) resolve_deferred_ends(false);
  start_step(p, e.process, d);
  const bool suspends = m.now == doing::waiting || m.now == doing::parent || d.of->what == verb::yield;
  require(!m.cancel_requested || !suspends, "a process waits that was ended from outside");
  if (m.cancel_requested && d.of->what <= verb::several && d.of->what != verb::attempt)
    require(++m.goes_on <= steps_without_a_wait, "a process goes on and on that was ended from outside");
  const bool plain_call = d.of->what == verb::attempt || d.of->what == verb::call || d.of->what == verb::spawn ||
                          d.of->what == verb::report;
  if (!plain_call && m.now != doing::cancelled) resolve_deferred_ends(false);
}

// A channel that lives as long as its ends, and of which one side got none.
void model::close_unheld() {
  for (std::size_t c = 0; c < channels_.size(); ++c)
    if (channels_[c].what == kind::shared && !(channels_[c].readers && channels_[c].writers))
      channels_[c].state = status::closed;
}

bool model::ends_next(int p) const {
  for (std::size_t i = at_ + 1; i < recorded_->events.size(); ++i) {
    const event_kind what = recorded_->events[i].what_happened;
    if (what != event_kind::hop && what != event_kind::died && root_of(recorded_->events[i].process) == p)
      return what == event_kind::over;
  }
  return true;
}

void model::start_step(int p, int process, const step_record& d) {
  switch (d.of->what) {
    case verb::operation:
      return d.offers[0].what == way::extended ? extend(p) : operate(p);
    case verb::attempt:
      return operate(p);
    case verb::choose:
      return choose(p);
    case verb::several:
      return several(p);
    case verb::group:
    case verb::scope:
      return family(p, log_of(d.children[0]).family);
    case verb::spawn:
      return spawn(process);
    case verb::report:
      return report(p);
    case verb::sleep:
      if (d.of->branches[0].delay == 0) return party(p).decide(0);
      party(p).deadline = d.offers[0].deadline;
      party(p).now = doing::waiting;
      return;
    default:
      return party(p).decide(0);
  }
}

void model::answer(const event& e) {
  const int p = root_of(e.process);
  if (log_of(e.process).records[static_cast<std::size_t>(e.what)].of->what == verb::call) return;
  require(party(p).now == doing::decided, "a step is answered that nothing has decided");
  check(p);
  party(p).now = doing::running;
}

// Each that has been started and is not over yet, once.
void model::report(int p) {
  party(p).decide(0);
  if (!csp::core::named) return;
  std::vector<bool> named(listed_.size());
  for (const int seen : party(p).in->named) {
    require(seen >= 0 && !named[static_cast<std::size_t>(seen)], "a report names no process, or one twice");
    named[static_cast<std::size_t>(seen)] = true;
  }
  for (std::size_t q = 0; q < named.size(); ++q)
    require(named[q] == listed_[q],
            "a report " + std::string(named[q] ? "names" : "lacks") + " process " + std::to_string(q));
}

void model::check(int p) {
  const model_party& m = party(p);
  const step_record& d = *m.in;
  const auto same = [&](unsigned i) {
    require(d.how[i] == m.how[i], std::string("the answer is ") + name(d.how[i]) + ", not " + name(m.how[i]));
    require(d.got[i] == m.got[i], "the value is " + std::to_string(d.got[i]) + ", not " + std::to_string(m.got[i]));
  };
  if (m.is_choice()) {
    require(m.may_choose >> d.chosen & 1, "guard " + std::to_string(d.chosen) + " is chosen, which is not to be");
    const auto chosen = static_cast<unsigned>(d.chosen);
    if (reads(d.offers[chosen].what)) same(chosen);
  } else if (d.of->what <= verb::several) {
    for (unsigned i = 0; i < d.count; ++i) same(i);
  } else if (d.of->what == verb::group || d.of->what == verb::scope) {
    require(!families_[m.family].threw, "an exception that left a process does not come out");
  }
  if (d.of->what == verb::group) {
    for (std::size_t i = 0; i < d.children.size(); ++i)
      require(d.outcomes[i] == party(d.children[i]).exit_status, "a process has another outcome");
  } else if (d.of->what == verb::scope) {
    require(d.outcomes[0] == families_[m.family].worst, "a scope has another outcome");
  }
}

void model::finish() {
  const model_party& first = party(0);
  require(recorded_->threw == (first.exit_status == status::failed), "an exception does not come out where it must");
  require(deadlocked_ == (recorded_->outcome == status::deadlock), "a deadlock is not seen");
  if (!recorded_->threw && !deadlocked_)
    require(recorded_->outcome == first.exit_status, "the network has another outcome");
  for (std::size_t c = 0; c < channels_.size(); ++c)
    require(channels_[c].dropped == recorded_->dropped[c],
            "channel " + std::to_string(c) + " has dropped another number");
  for (value_outcome& l : outcomes_)
    if (l == value_outcome::buffered) l = value_outcome::destroyed;  // with the channel
}

}  // namespace lossless
