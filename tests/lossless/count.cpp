// Which rules one run has exercised.
#include "count.hpp"

#include <algorithm>
#include <map>

namespace lossless {
namespace {

using csp::status;

bool is_choice(const step_record& d) { return d.of->what == verb::choose; }

class counter {
 public:
  counter(const trace_index& l, rules& fired) : l_(l), fired_(fired) {}

  void count() {
    for (int v = 1; v < l_.values(); ++v) value(v, l_.outcome_of(v));
    for (const process_log& r : l_.recorded().logs)
      for (const step_record& d : r.records) step_of(r, d);
    for (const event& e : l_.recorded().events) event_of(e);
    given_back();
    for (const process_log& r : l_.recorded().logs) ends_of_exceptions(r);
    fire(l_.recorded().outcome == status::deadlock ? rule::deadlock : rule::end_of_the_network_by_itself);
  }

 private:
  void fire(rule r, bool holds = true) {
    if (holds) fired_.fire(r);
  }

  // --- values
  void value(int v, value_outcome l) {
    fire(rule::value_kept_by_an_ended_writer,
         l == value_outcome::with_writer && l_.offered_in(v) && !l_.write_is_answered(v));
    fire(rule::buffer_destroyed, l == value_outcome::destroyed);
    fire(rule::value_lost_with_its_ended_reader, l == value_outcome::lost);
    fire(rule::newest_dropped, l == value_outcome::dropped && l_.moves(v).empty());
    fire(rule::oldest_dropped, l == value_outcome::dropped && !l_.moves(v).empty());
    if (l != value_outcome::delivered) return;
    if (l_.moves(v)[0]->where < 0) {
      meeting(*l_.offered_in(v), *l_.read_in(v));
    } else {
      through_buffer(v);
    }
    decided(*l_.read_in(v), l_.offered_as(v)->channel, l_.taken(v)->stamp);
    decided(*l_.offered_in(v), l_.offered_as(v)->channel, l_.moves(v)[0]->stamp);
  }

  void meeting(const step_record& writer, const step_record& reader) {
    constexpr rule by_choices[] = {rule::operation_meets_operation, rule::choice_meets_operation,
                                   rule::choice_meets_choice};
    fire(by_choices[is_choice(writer) + is_choice(reader)]);
  }

  void through_buffer(int v) {
    const int c = l_.offered_as(v)->channel;
    const unsigned read = l_.taken(v)->stamp;
    fire(rule::value_through_a_buffer);
    fire(rule::drained_after_closing, l_.all_gone(c, false, read));
    fire(rule::drained_after_poison, l_.poisoned(c, read, true));
  }

  // A decision that was made, and stands, before its process could go on.
  void decided(const step_record& d, int c, unsigned when) {
    if (!d.answered || when < d.begun) return;
    fire(rule::poison_of_a_decided_party, l_.poisoned_between(c, when, d.answered));
    fire(rule::closing_of_a_decided_party, l_.closed_between(c, when, d.answered));
  }

  // --- steps
  void step_of(const process_log& r, const step_record& d) {
    if (is_choice(d)) return choice(r, d);
    fire(rule::par_of_operations, d.of->what == verb::several && d.answered);
    fire(rule::timeout_of_an_operation, d.offers[0].limited && d.answered && d.how[0] == status::would_wait);
    fire(rule::extended_read, d.looked && d.answered);
    fire(rule::extended_read_ended_early, d.looked && !d.answered);
    fire(rule::process_called, d.of->what == verb::call);
    if (d.of->what == verb::spawn) spawn(r, d);
    fire(rule::report_of_all, d.of->what == verb::report);
    if (d.of->what == verb::group) group(d);
    if (d.of->what == verb::attempt) attempt(d);
    for (unsigned i = 0; i < d.count && d.answered; ++i) {
      if (is_plain(d.offers[i].what) || d.offers[i].channel < 0) continue;
      fire(rule::next_or_send_returned_closed, d.how[i] == status::closed);
      fire(rule::next_or_send_returned_poisoned, d.how[i] == status::poisoned);
    }
  }

  void attempt(const step_record& d) {
    fire(rule::attempt_done, d.how[0] == status::done);
    fire(rule::attempt_found_nobody, d.how[0] == status::would_wait);
  }
  void spawn(const process_log& r, const step_record& d) {
    fire(d.outcomes[0] == status::done ? rule::process_spawned : rule::spawn_refused);
    fire(rule::spawn_after_a_failure, d.outcomes[0] == status::poisoned && threw_before(r.family, d.begun));
  }
  bool threw_before(int family, unsigned stamp) const {
    for (const event& e : l_.recorded().events)
      if (e.what_happened == event_kind::throws && e.stamp < stamp && l_.log_of(e.process).family == family)
        return true;
    return false;
  }
  void group(const step_record& d) {
    for (const status s : d.outcomes) {
      fire(rule::ended_by_closed, s == status::closed);
      fire(rule::ended_by_poison, s == status::poisoned);
    }
  }

  // --- choices
  void choice(const process_log& r, const step_record& d) {
    fire(rule::kept_choice_selects_again, !d.afresh);
    for (unsigned i = 0; i < d.count; ++i) {
      fire(rule::guard_with_a_false_precondition, !d.of->branches[i].wanted && !d.offers[i].wanted);
      for (unsigned j = 0; j < i; ++j) pair(d.offers[i], d.offers[j]);
    }
    if (!d.answered) return;
    const offer& chosen = d.offers[static_cast<std::size_t>(d.chosen)];
    const status how = d.how[static_cast<std::size_t>(d.chosen)];
    fire(rule::skip_chosen, chosen.what == way::skip);
    fire(rule::timeout_chosen, is_time(chosen.what) && !chosen.due);
    fire(rule::time_that_has_come_chosen, is_time(chosen.what) && chosen.due);
    fire(rule::result_guard_told_of_the_end, chosen.what == way::result && how != status::done);
    fire(rule::timeout_against_arrival, is_time(chosen.what) && !chosen.due && partner_came(r, d));
    fire(rule::arrival_before_the_timeout, chosen.channel >= 0 && has_timeout(d) && was_met(r, d));
  }

  void pair(const offer& a, const offer& b) {
    if (!a.wanted || !b.wanted || a.channel < 0 || a.channel != b.channel) return;
    fire(reads(a.what) == reads(b.what) ? rule::the_same_guard_twice : rule::both_directions_of_a_channel);
  }

  static bool has_timeout(const step_record& d) {
    return std::any_of(d.offers.begin(), d.offers.end(),
                       [](const offer& o) { return is_time(o.what) && o.wanted && !o.due; });
  }

  // Another process moved the value, so the choice had waited.
  bool was_met(const process_log& r, const step_record& d) const {
    const auto chosen = static_cast<std::size_t>(d.chosen);
    const int v = reads(d.offers[chosen].what) ? d.got[chosen] : d.offers[chosen].value;
    return v && !l_.moves(v).empty() && l_.taken(v) && l_.taken(v)->process != r.number;
  }

  // Between the beginning of a choice that was timed out and its answer, somebody came whom it could have met.
  bool partner_came(const process_log& r, const step_record& d) const {
    const auto& events = l_.recorded().events;
    const auto first = std::upper_bound(events.begin(), events.end(), d.begun,
                                        [](unsigned stamp, const event& e) { return stamp < e.stamp; });
    for (auto e = first; e != events.end() && e->stamp < d.answered; ++e)
      if (e->what_happened == event_kind::begin && e->process != r.number && could_meet(d, begun_on(*e))) return true;
    return false;
  }
  const step_record& begun_on(const event& e) const {
    return l_.log_of(e.process).records[static_cast<std::size_t>(e.what)];
  }

  // --- what extended reads give back
  void given_back() {
    std::map<int, int> held;  // how many values of each channel
    for (const event& e : l_.recorded().events) {
      if (e.what_happened != event_kind::looks && e.what_happened != event_kind::lets_go) continue;
      const int c = l_.offered_as(e.what)->channel;
      held[c] += e.what_happened == event_kind::looks ? 1 : -1;
      if (e.what_happened == event_kind::looks || e.where == 1) continue;
      fire(rule::value_given_back);
      fire(rule::value_given_back_to_a_choice, is_choice(*l_.offered_in(e.what)));
      fire(rule::value_given_back_past_another, held[c] > 0);
      fire(rule::value_given_back_to_a_buffer, l_.plan().channels[static_cast<std::size_t>(c)] > kind::shared);
    }
  }

  // --- processes
  void event_of(const event& e) {
    fire(rule::exception_out_of_a_process, e.what_happened == event_kind::throws);
    fire(rule::exception_caught, e.what_happened == event_kind::caught);
    if (e.what_happened == event_kind::throws) siblings(e);
    if (e.what_happened == event_kind::over) caller(l_.log_of(e.process));
    if (e.what_happened == event_kind::over)
      fire(rule::ended_while_nothing_waits, l_.log_of(e.process).records.size() > 64 && l_.log_of(e.process).plan &&
                                                l_.log_of(e.process).plan->rounds >= 70);
  }

  void siblings(const event& thrown) {
    const int family = l_.log_of(thrown.process).family;
    if (family < 0) return;
    for (const process_log& r : l_.recorded().logs) {
      if (r.family != family || r.number == thrown.process) continue;
      for (const event& e : r.events)
        fire(rule::siblings_ended_by_an_exception, e.what_happened == event_kind::over && e.stamp > thrown.stamp);
    }
  }

  // An exception is caught, and the next step is the last: it ends the process at once.
  void ends_of_exceptions(const process_log& r) {
    for (std::size_t i = 0; i + 2 < r.events.size(); ++i)
      fire(rule::end_of_a_caught_exception, r.events[i].what_happened == event_kind::caught &&
                                                r.events[i + 1].what_happened == event_kind::begin &&
                                                r.events[i + 2].what_happened == event_kind::over);
  }

  void caller(const process_log& r) {
    if (r.records.empty() || r.records.back().answered || r.records.back().children.empty()) return;
    fire(rule::caller_ended_by_its_children, r.records.back().of->what == verb::call || r.records.back().of->or_end);
  }

  const trace_index& l_;
  rules& fired_;
};

}  // namespace

void count(const trace_index& l, rules& fired) { counter(l, fired).count(); }

}  // namespace lossless
