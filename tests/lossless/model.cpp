#include "model.hpp"

#include <algorithm>
#include <csp/core/diagnostics/misuse.hpp>

namespace lossless {

using csp::status;

namespace {

// After so many a process on coop goes to the back of the run queue.
constexpr unsigned steps_without_a_wait = 64;

}  // namespace

model::model(const network& plan, const story& told)
    : told_(&told),
      channels_(plan.channels.begin(), plan.channels.end()),
      parties_(told.roles.size()),
      started_(told.roles.size()),
      threw_(told.roles.size()),
      listed_(told.roles.size()),
      lots_(told.values.size()) {
  for (const role& r : told.roles) roots_.push_back(r.caller >= 0 ? root_of(r.caller) : r.number);
}

std::string model::replay() {
  try {
    for (at_ = 0; at_ < told_->pages.size(); ++at_) follow(told_->pages[at_]);
    finish();
  } catch (const wrong& w) {
    const entry& e = told_->pages[std::min(at_, told_->pages.size() - 1)];
    return "page " + std::to_string(e.stamp) + ", process " + std::to_string(e.process) + ": " + w.what;
  }
  return {};
}

void model::follow(const entry& e) {
  expire(e.time);
  if (e.what_happened == act::died) return;
  if (e.what_happened == act::hop) {
    const lot l = lots_[static_cast<std::size_t>(e.what)];
    return require(at_ < moved_ || l == lot::delivered || l == lot::dropped,
                   "value " + std::to_string(e.what) + " moves, which it must not");
  }
  if (estate_of_ >= 0 && root_of(e.process) != estate_of_) settle_estate(false);
  switch (e.what_happened) {
    case act::start:
      started_[static_cast<std::size_t>(e.process)] = true;
      return;
    case act::begin:
      return begin(e);
    case act::answer:
      return answer(e);
    case act::take:
      ++channel(e.what).ends(e.reader);
      return;
    case act::give_up:
      return give_up(e);
    case act::poison:
      return end_channel(e.what, status::poisoned, e.reader);
    case act::returns:
      if (is_outermost(e.process)) party(e.process).fate = status::done;
      return;
    case act::throws:
      return throws(e);
    case act::looks:
      return looks(e);
    case act::lets_go:
      return lets_go(e);
    case act::over:
      return ended(e);
    case act::gone:
      return gone(e);
    default:
      return;
  }
}

// --- steps ---------------------------------------------------------------------------------------------------------

void model::begin(const entry& e) {
  const deed& d = role_of(e.process).deeds[static_cast<std::size_t>(e.what)];
  const int p = root_of(e.process);
  model_party& m = party(p);
  require(m.lives() || m.fate == status::poisoned, "a process goes on that was ended");
  moved_ = at_ + 1;
  if (e.process == 0) close_unheld();
  listed_[0] = true;
  m.begin(d);
  if (m.doomed && d.of->what != verb::attempt && d.of->what != verb::call && ends_next(p))
    return m.condemn(status::poisoned);
  // What died in a caught exception retires with the next operation: before a lone one, which may find it so.
  const bool lone = d.of->what == verb::operation && d.offers[0].what != way::extended;
  if (lone && (could_meet(d.offers[0]) || channel(d.offers[0].channel).open())) settle_estate(false);
  start_step(p, e.process, d);
  const bool suspends = m.now == doing::waiting || m.now == doing::parent || d.of->what == verb::yield;
  require(!m.doomed || !suspends, "a process waits that was ended from outside");
  if (m.doomed && d.of->what <= verb::several && d.of->what != verb::attempt)
    require(++m.goes_on <= steps_without_a_wait, "a process goes on and on that was ended from outside");
  const bool plain_call = d.of->what == verb::attempt || d.of->what == verb::call || d.of->what == verb::spawn ||
                          d.of->what == verb::report;
  if (!plain_call && m.now != doing::condemned) settle_estate(false);
}

// A channel that lives as long as its ends, and of which one side got none.
void model::close_unheld() {
  for (std::size_t c = 0; c < channels_.size(); ++c)
    if (channels_[c].what == kind::shared && !(channels_[c].readers && channels_[c].writers))
      channels_[c].state = status::closed;
}

bool model::ends_next(int p) const {
  for (std::size_t i = at_ + 1; i < told_->pages.size(); ++i) {
    const act what = told_->pages[i].what_happened;
    if (what != act::hop && what != act::died && root_of(told_->pages[i].process) == p) return what == act::over;
  }
  return true;
}

void model::start_step(int p, int process, const deed& d) {
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
      return family(p, role_of(d.children[0]).family);
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

void model::answer(const entry& e) {
  const int p = root_of(e.process);
  if (role_of(e.process).deeds[static_cast<std::size_t>(e.what)].of->what == verb::call) return;
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
  const deed& d = *m.in;
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
      require(d.outcomes[i] == party(d.children[i]).fate, "a process has another outcome");
  } else if (d.of->what == verb::scope) {
    require(d.outcomes[0] == families_[m.family].worst, "a scope has another outcome");
  }
}

void model::finish() {
  const model_party& first = party(0);
  require(told_->threw == (first.fate == status::failed), "an exception does not come out where it must");
  require(deadlocked_ == (told_->outcome == status::deadlock), "a deadlock is not seen");
  if (!told_->threw && !deadlocked_) require(told_->outcome == first.fate, "the network has another outcome");
  for (std::size_t c = 0; c < channels_.size(); ++c)
    require(channels_[c].dropped == told_->dropped[c], "channel " + std::to_string(c) + " has dropped another number");
  for (lot& l : lots_)
    if (l == lot::buffered) l = lot::destroyed;  // with the channel
}

}  // namespace lossless
