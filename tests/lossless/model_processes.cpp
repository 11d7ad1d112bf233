// How processes end, and whom they take with them.
#include <algorithm>

#include "model.hpp"

namespace lossless {

using csp::status;

void model::throws(const event& e) {
  threw_[static_cast<std::size_t>(e.process)] = true;
  if (is_outermost(e.process)) party(e.process).exit_status = status::failed;
}

namespace {

// A process that only calls lets others run now and then, which is a wait.
bool may_call(const model_party& m) {
  const bool calls = m.in && m.in->of->what == verb::call;
  return m.now == model_party::doing::running || (m.now == model_party::doing::decided && calls);
}

}  // namespace

void model::ended(const event& e) {
  const int p = root_of(e.process);
  model_party& m = party(p);
  if (m.lives() && m.cancel_requested && may_call(m)) m.cancel(status::poisoned);
  if (m.lives() && recorded_->outcome == status::deadlock) deadlock();
  require(m.exit_status == status::closed || m.exit_status == status::poisoned, "a process is ended without a reason");
  if (!m.in || m.in->of->what != verb::several || m.in->answered) return;
  for (const int value : m.got)
    if (value) becomes(value, value_outcome::lost);
}

void model::gone(const event& e) {
  if (!started_[static_cast<std::size_t>(e.process)] || !is_outermost(e.process)) return;
  listed_[static_cast<std::size_t>(e.process)] = false;
  resolve_deferred_ends(party(e.process).exit_status == status::failed);  // else they have been caught
  party(e.process).now = doing::over;
  leave_family(e.process);
}

void model::family(int p, int number) {
  model_family f{.parent = p, .or_end = party(p).in->of->or_end};
  f.members.assign(party(p).in->children.begin(), party(p).in->children.end());
  families_[number] = f;
  for (const int member : f.members) listed_[static_cast<std::size_t>(member)] = true;
  party(p).family = number;
  party(p).now = doing::parent;
}

void model::spawn(int process) {
  const step_record& d = *party(root_of(process)).in;
  model_family& f = families_[log_of(process).family];
  require((d.outcomes[0] == status::done) != f.ending, "a spawn has another answer");
  if (!f.ending) f.members.push_back(d.children[0]);
  listed_[static_cast<std::size_t>(d.children[0])] = !f.ending;
  party(root_of(process)).decide(0);
}

void model::leave_family(int p) {
  const int number = log_of(p).family;
  if (number < 0) return;
  model_family& f = families_[number];
  f.worst = std::max(f.worst, party(p).exit_status);
  if (party(p).exit_status == status::failed) {
    f.threw = true;
    request_cancel_of(number);
  }
  for (const int member : f.members)
    if (party(member).now != doing::over) return;
  model_party& parent = party(f.parent);
  if (f.or_end && f.worst != status::done && !f.threw && parent.lives()) parent.exit_status = f.worst;
  parent.now = parent.lives() ? doing::decided : doing::cancelled;
}

void model::request_cancel(int p) {
  model_party& m = party(p);
  if (!m.lives() || m.cancel_requested) return;
  m.cancel_requested = true;
  if (m.now == doing::waiting) m.cancel(status::poisoned);
  if (m.now != doing::parent) return;
  m.exit_status = status::poisoned;
  request_cancel_of(m.family);
}

void model::request_cancel_of(int f) {
  families_[f].ending = true;
  for (const int member : families_[f].members) request_cancel(member);
}

// Nobody can ever run again: all are ended, as by poison.
void model::deadlock() {
  require(!deadlocked_, "a deadlock comes twice");
  for (const model_party& m : parties_) {
    const bool stuck = (m.now == doing::waiting && !m.deadline) || m.now == doing::parent || m.now == doing::over;
    require(stuck || !m.in, "a deadlock is reported while a process can run");
  }
  deadlocked_ = true;
  request_cancel(0);
}

}  // namespace lossless
