// Which rules one run has exercised.
#include "count.hpp"

#include <algorithm>
#include <map>

namespace lossless {
namespace {

using csp::status;

bool is_choice(const deed& d) { return d.of->what == verb::choose; }

class counter {
 public:
  counter(const ledger& l, rules& fired) : l_(l), fired_(fired) {}

  void count() {
    for (int v = 1; v < l_.values(); ++v) value(v, l_.lot_of(v));
    for (const role& r : l_.told().roles)
      for (const deed& d : r.deeds) step_of(r, d);
    for (const entry& e : l_.told().pages) page(e);
    given_back();
    for (const role& r : l_.told().roles) ends_of_exceptions(r);
    fire(l_.told().outcome == status::deadlock ? rule::deadlock : rule::end_of_the_network_by_itself);
  }

 private:
  void fire(rule r, bool holds = true) {
    if (holds) fired_.fire(r);
  }

  // --- values
  void value(int v, lot l) {
    fire(rule::value_kept_by_an_ended_writer, l == lot::with_writer && l_.offered_in(v) && !l_.write_is_answered(v));
    fire(rule::buffer_destroyed, l == lot::destroyed);
    fire(rule::value_lost_with_its_ended_reader, l == lot::lost);
    fire(rule::newest_dropped, l == lot::dropped && l_.moves(v).empty());
    fire(rule::oldest_dropped, l == lot::dropped && !l_.moves(v).empty());
    if (l != lot::delivered) return;
    if (l_.moves(v)[0]->where < 0) {
      meeting(*l_.offered_in(v), *l_.read_in(v));
    } else {
      through_buffer(v);
    }
    decided(*l_.read_in(v), l_.offered_as(v)->channel, l_.taken(v)->stamp);
    decided(*l_.offered_in(v), l_.offered_as(v)->channel, l_.moves(v)[0]->stamp);
  }

  void meeting(const deed& writer, const deed& reader) {
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
  void decided(const deed& d, int c, unsigned when) {
    if (!d.answered || when < d.begun) return;
    fire(rule::poison_of_a_decided_party, l_.poisoned_between(c, when, d.answered));
    fire(rule::closing_of_a_decided_party, l_.closed_between(c, when, d.answered));
  }

  // --- steps
  void step_of(const role& r, const deed& d) {
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
      fire(rule::next_or_send_answered_closed, d.how[i] == status::closed);
      fire(rule::next_or_send_answered_poisoned, d.how[i] == status::poisoned);
    }
  }

  void attempt(const deed& d) {
    fire(rule::attempt_done, d.how[0] == status::done);
    fire(rule::attempt_found_nobody, d.how[0] == status::would_wait);
  }
  void spawn(const role& r, const deed& d) {
    fire(d.outcomes[0] == status::done ? rule::process_spawned : rule::spawn_refused);
    fire(rule::spawn_after_a_failure, d.outcomes[0] == status::poisoned && threw_before(r.family, d.begun));
  }
  bool threw_before(int family, unsigned stamp) const {
    for (const entry& e : l_.told().pages)
      if (e.what_happened == act::throws && e.stamp < stamp && l_.role_of(e.process).family == family) return true;
    return false;
  }
  void group(const deed& d) {
    for (const status s : d.outcomes) {
      fire(rule::ended_by_closed, s == status::closed);
      fire(rule::ended_by_poison, s == status::poisoned);
    }
  }

  // --- choices
  void choice(const role& r, const deed& d) {
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

  static bool has_timeout(const deed& d) {
    return std::any_of(d.offers.begin(), d.offers.end(),
                       [](const offer& o) { return is_time(o.what) && o.wanted && !o.due; });
  }

  // Another process moved the value, so the choice had waited.
  bool was_met(const role& r, const deed& d) const {
    const auto chosen = static_cast<std::size_t>(d.chosen);
    const int v = reads(d.offers[chosen].what) ? d.got[chosen] : d.offers[chosen].value;
    return v && !l_.moves(v).empty() && l_.taken(v) && l_.taken(v)->process != r.number;
  }

  // Between the beginning of a choice that was timed out and its answer, somebody came whom it could have met.
  bool partner_came(const role& r, const deed& d) const {
    const auto& pages = l_.told().pages;
    const auto first = std::upper_bound(pages.begin(), pages.end(), d.begun,
                                        [](unsigned stamp, const entry& e) { return stamp < e.stamp; });
    for (auto e = first; e != pages.end() && e->stamp < d.answered; ++e)
      if (e->what_happened == act::begin && e->process != r.number && could_meet(d, begun_on(*e))) return true;
    return false;
  }
  const deed& begun_on(const entry& e) const { return l_.role_of(e.process).deeds[static_cast<std::size_t>(e.what)]; }

  // --- what extended reads give back
  void given_back() {
    std::map<int, int> held;  // how many values of each channel
    for (const entry& e : l_.told().pages) {
      if (e.what_happened != act::looks && e.what_happened != act::lets_go) continue;
      const int c = l_.offered_as(e.what)->channel;
      held[c] += e.what_happened == act::looks ? 1 : -1;
      if (e.what_happened == act::looks || e.where == 1) continue;
      fire(rule::value_given_back);
      fire(rule::value_given_back_to_a_choice, is_choice(*l_.offered_in(e.what)));
      fire(rule::value_given_back_past_another, held[c] > 0);
      fire(rule::value_given_back_to_a_buffer, l_.plan().channels[static_cast<std::size_t>(c)] > kind::shared);
    }
  }

  // --- processes
  void page(const entry& e) {
    fire(rule::exception_out_of_a_process, e.what_happened == act::throws);
    fire(rule::exception_caught, e.what_happened == act::caught);
    if (e.what_happened == act::throws) siblings(e);
    if (e.what_happened == act::over) caller(l_.role_of(e.process));
    if (e.what_happened == act::over)
      fire(rule::ended_while_nothing_waits, l_.role_of(e.process).deeds.size() > 64 && l_.role_of(e.process).plan &&
                                                l_.role_of(e.process).plan->rounds >= 70);
  }

  void siblings(const entry& thrown) {
    const int family = l_.role_of(thrown.process).family;
    if (family < 0) return;
    for (const role& r : l_.told().roles) {
      if (r.family != family || r.number == thrown.process) continue;
      for (const entry& e : r.pages)
        fire(rule::siblings_ended_by_an_exception, e.what_happened == act::over && e.stamp > thrown.stamp);
    }
  }

  // An exception is caught, and the next step is the last: it ends the process at once.
  void ends_of_exceptions(const role& r) {
    for (std::size_t i = 0; i + 2 < r.pages.size(); ++i)
      fire(rule::end_of_a_caught_exception, r.pages[i].what_happened == act::caught &&
                                                r.pages[i + 1].what_happened == act::begin &&
                                                r.pages[i + 2].what_happened == act::over);
  }

  void caller(const role& r) {
    if (r.deeds.empty() || r.deeds.back().answered || r.deeds.back().children.empty()) return;
    fire(rule::caller_ended_by_its_children, r.deeds.back().of->what == verb::call || r.deeds.back().of->or_end);
  }

  const ledger& l_;
  rules& fired_;
};

}  // namespace

void count(const ledger& l, rules& fired) { counter(l, fired).count(); }

}  // namespace lossless
