#include "trace_index.hpp"

#include <algorithm>

namespace lossless {

using csp::status;

ledger::ledger(const network& plan, const story& told)
    : plan_(&plan), told_(&told), moves_(told.values.size()), events_(plan.channels.size()) {
  std::vector<bool> started(told.roles.size()), ended(told.roles.size());
  for (const entry& e : told.pages) {
    const auto p = static_cast<std::size_t>(e.process), what = static_cast<std::size_t>(e.what);
    if (e.what_happened == act::hop) moves_[what].push_back(&e);
    if (e.what_happened == act::start) started[p] = true;
    if (e.what_happened == act::over || e.what_happened == act::throws) ended[p] = true;
    if (e.what_happened == act::take) events_[what].push_back({e.stamp, e.reader, event::take, false});
    if (e.what_happened == act::give_up)
      events_[what].push_back({e.stamp, e.reader, event::give_up, ended[p] || !started[p]});
    if (e.what_happened == act::poison) events_[what].push_back({e.stamp, e.reader, event::poison, true});
  }
}

const deed* ledger::offered_in(int value) const {
  if (of(value).deed < 0) return nullptr;
  return &role_of(of(value).maker).deeds[static_cast<std::size_t>(of(value).deed)];
}

const deed* ledger::read_in(int value) const {
  if (!of(value).received) return nullptr;
  return &role_of(of(value).reader).deeds[static_cast<std::size_t>(of(value).read_in)];
}

const offer* ledger::offered_as(int value) const {
  const deed* const d = offered_in(value);
  return d ? &d->offers[static_cast<std::size_t>(of(value).branch)] : nullptr;
}

bool ledger::write_is_answered(int value) const {
  const deed* const d = offered_in(value);
  return d && d->answered;
}

bool ledger::write_is_done(int value) const {
  if (!write_is_answered(value)) return false;
  const deed& d = *offered_in(value);
  if (d.of->what == verb::choose) return d.chosen == of(value).branch;
  return d.how[static_cast<std::size_t>(of(value).branch)] == status::done;
}

// Whoever moves a value out of a buffer and then his own into it has dropped it; others may have moved up in between.
bool ledger::drops(const entry& last) const {
  const auto& pages = role_of(last.process).pages;
  auto after = std::upper_bound(pages.begin(), pages.end(), last.stamp,
                                [](unsigned stamp, const entry& e) { return stamp < e.stamp; });
  for (; after != pages.end() && after->what_happened == act::hop && after->where >= 0; ++after)
    if (moves(after->what)[0]->stamp == after->stamp) return of(after->what).maker == last.process;
  return false;
}

// The process that gives it back destroys it at once, for the buffer has become full meanwhile.
bool ledger::dropped_when_given_back(const entry& last) const {
  const auto& pages = role_of(last.process).pages;
  const auto after = std::find_if(pages.rbegin(), pages.rend(), [&](const entry& each) {
    return each.what_happened == act::lets_go && each.what == last.what && each.where == 0;
  });
  if (after == pages.rend()) return false;
  for (auto e = after.base(); e != pages.end() && (e->what_happened == act::hop || e->what_happened == act::died); ++e)
    if (e->what_happened == act::died && e->what == last.what) return true;
  return false;
}

lot ledger::lot_of(int value) const {
  const auto& m = moves(value);
  if (of(value).received) return lot::delivered;
  if (m.empty()) return write_is_done(value) ? lot::dropped : lot::with_writer;
  if (m.back()->where >= 0) return lot::destroyed;
  return m.size() > 1 && (drops(*m.back()) || dropped_when_given_back(*m.back())) ? lot::dropped : lot::lost;
}

const entry* ledger::taken(int value) const {
  const auto& m = moves(value);
  const auto out = std::find_if(m.begin(), m.end(), [](const entry* e) { return e->where < 0; });
  return out == m.end() ? nullptr : *out;
}

bool ledger::all_gone(int channel, bool readers, unsigned stamp) const {
  int left = 0;
  for (const event& e : events_[static_cast<std::size_t>(channel)]) {
    if (e.stamp > stamp || e.reader != readers) continue;
    left += e.what == event::take ? 1 : e.what == event::give_up ? -1 : 0;
  }
  return left == 0;
}

bool ledger::poisoned(int channel, unsigned stamp, bool by_writer_only) const {
  const auto& all = events_[static_cast<std::size_t>(channel)];
  return std::any_of(all.begin(), all.end(), [&](const event& e) {
    return e.ended && e.what != event::take && e.stamp < stamp && !(by_writer_only && e.reader);
  });
}

bool ledger::poisoned_between(int channel, unsigned from, unsigned to) const {
  const auto& all = events_[static_cast<std::size_t>(channel)];
  return std::any_of(all.begin(), all.end(), [&](const event& e) {
    return e.ended && e.what != event::take && e.stamp > from && e.stamp < to;
  });
}

bool ledger::closed_between(int channel, unsigned from, unsigned to) const {
  return (all_gone(channel, false, to) && !all_gone(channel, false, from)) ||
         (all_gone(channel, true, to) && !all_gone(channel, true, from));
}

bool could_meet(const deed& a, const deed& b) {
  for (const offer& x : a.offers)
    for (const offer& y : b.offers)
      if (x.wanted && y.wanted && x.channel >= 0 && x.channel == y.channel && reads(x.what) != reads(y.what))
        return true;
  return false;
}

}  // namespace lossless
