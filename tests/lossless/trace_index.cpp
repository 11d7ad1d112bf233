#include "trace_index.hpp"

#include <algorithm>

namespace lossless {

using csp::status;

trace_index::trace_index(const network& plan, const trace& recorded)
    : plan_(&plan), recorded_(&recorded), moves_(recorded.values.size()), end_events_(plan.channels.size()) {
  std::vector<bool> started(recorded.logs.size()), ended(recorded.logs.size());
  for (const event& e : recorded.events) {
    const auto p = static_cast<std::size_t>(e.process), what = static_cast<std::size_t>(e.what);
    if (e.what_happened == event_kind::hop) moves_[what].push_back(&e);
    if (e.what_happened == event_kind::start) started[p] = true;
    if (e.what_happened == event_kind::over || e.what_happened == event_kind::throws) ended[p] = true;
    if (e.what_happened == event_kind::take) end_events_[what].push_back({e.stamp, e.reader, end_event::take, false});
    if (e.what_happened == event_kind::give_up)
      end_events_[what].push_back(
          {e.stamp, e.reader, end_event::give_up, (ended[p] && !is_caught(e.process)) || !started[p]});
    if (e.what_happened == event_kind::poison)
      end_events_[what].push_back({e.stamp, e.reader, end_event::poison, true});
  }
}

// Whether the exception that left p is caught by whoever called it, so that p's ends retire: unless another follows,
// which may come before they have.
bool trace_index::is_caught(int p) const {
  const process_log& thrower = log_of(p);
  if (thrower.caller < 0 || thrower.events.empty()) return false;
  const auto thrown = std::find_if(thrower.events.begin(), thrower.events.end(),
                                   [](const event& e) { return e.what_happened == event_kind::throws; });
  if (thrown == thrower.events.end()) return false;
  bool caught = false;
  for (const event& e : log_of(thrower.caller).events) {
    if (e.stamp < thrown->stamp) continue;
    caught = caught || e.what_happened == event_kind::caught;
    if (e.what_happened == event_kind::throws) return false;
  }
  return caught && log_of(thrower.caller).caller < 0;
}

const step_record* trace_index::offered_in(int value) const {
  if (of(value).record < 0) return nullptr;
  return &log_of(of(value).maker).records[static_cast<std::size_t>(of(value).record)];
}

const step_record* trace_index::read_in(int value) const {
  if (!of(value).received) return nullptr;
  return &log_of(of(value).reader).records[static_cast<std::size_t>(of(value).read_in)];
}

const offer* trace_index::offered_as(int value) const {
  const step_record* const d = offered_in(value);
  return d ? &d->offers[static_cast<std::size_t>(of(value).branch)] : nullptr;
}

bool trace_index::write_is_answered(int value) const {
  const step_record* const d = offered_in(value);
  return d && d->answered;
}

bool trace_index::write_is_done(int value) const {
  if (!write_is_answered(value)) return false;
  const step_record& d = *offered_in(value);
  if (d.of->what == verb::choose) return d.chosen == of(value).branch;
  return d.how[static_cast<std::size_t>(of(value).branch)] == status::done;
}

// Whoever moves a value out of a buffer and then his own into it has dropped it; others may have moved up in between.
bool trace_index::drops(const event& last) const {
  const auto& events = log_of(last.process).events;
  auto after = std::upper_bound(events.begin(), events.end(), last.stamp,
                                [](unsigned stamp, const event& e) { return stamp < e.stamp; });
  for (; after != events.end() && after->what_happened == event_kind::hop && after->where >= 0; ++after)
    if (moves(after->what)[0]->stamp == after->stamp) return of(after->what).maker == last.process;
  return false;
}

// The process that gives it back destroys it at once, for the buffer has become full meanwhile.
bool trace_index::dropped_when_given_back(const event& last) const {
  const auto& events = log_of(last.process).events;
  const auto after = std::find_if(events.rbegin(), events.rend(), [&](const event& each) {
    return each.what_happened == event_kind::lets_go && each.what == last.what && each.where == 0;
  });
  if (after == events.rend()) return false;
  for (auto e = after.base();
       e != events.end() && (e->what_happened == event_kind::hop || e->what_happened == event_kind::died); ++e)
    if (e->what_happened == event_kind::died && e->what == last.what) return true;
  return false;
}

value_outcome trace_index::outcome_of(int value) const {
  const auto& m = moves(value);
  if (of(value).received) return value_outcome::delivered;
  if (m.empty()) return write_is_done(value) ? value_outcome::dropped : value_outcome::with_writer;
  if (m.back()->where >= 0) return value_outcome::destroyed;
  return m.size() > 1 && (drops(*m.back()) || dropped_when_given_back(*m.back())) ? value_outcome::dropped
                                                                                  : value_outcome::lost;
}

const event* trace_index::taken(int value) const {
  const auto& m = moves(value);
  const auto out = std::find_if(m.begin(), m.end(), [](const event* e) { return e->where < 0; });
  return out == m.end() ? nullptr : *out;
}

bool trace_index::all_gone(int channel, bool readers, unsigned stamp) const {
  int left = 0;
  for (const end_event& e : end_events_[static_cast<std::size_t>(channel)]) {
    if (e.stamp > stamp || e.reader != readers) continue;
    left += e.what == end_event::take ? 1 : e.what == end_event::give_up ? -1 : 0;
  }
  return left == 0;
}

bool trace_index::poisoned(int channel, unsigned stamp, bool by_writer_only) const {
  const auto& all = end_events_[static_cast<std::size_t>(channel)];
  return std::any_of(all.begin(), all.end(), [&](const end_event& e) {
    return e.ended && e.what != end_event::take && e.stamp < stamp && !(by_writer_only && e.reader);
  });
}

bool trace_index::poisoned_between(int channel, unsigned from, unsigned to) const {
  const auto& all = end_events_[static_cast<std::size_t>(channel)];
  return std::any_of(all.begin(), all.end(), [&](const end_event& e) {
    return e.ended && e.what != end_event::take && e.stamp > from && e.stamp < to;
  });
}

bool trace_index::closed_between(int channel, unsigned from, unsigned to) const {
  return (all_gone(channel, false, to) && !all_gone(channel, false, from)) ||
         (all_gone(channel, true, to) && !all_gone(channel, true, from));
}

bool could_meet(const step_record& a, const step_record& b) {
  for (const offer& x : a.offers)
    for (const offer& y : b.offers)
      if (x.wanted && y.wanted && x.channel >= 0 && x.channel == y.channel && reads(x.what) != reads(y.what))
        return true;
  return false;
}

}  // namespace lossless
