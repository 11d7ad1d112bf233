#include "model.hpp"

#include <algorithm>

namespace lossless {
namespace {

using csp::status;

constexpr unsigned bit(unsigned i) { return 1u << i; }
bool reached(unsigned now, unsigned deadline) { return static_cast<int>(now - deadline) >= 0; }

}  // namespace

model::model(const network& plan, const story& told)
    : told_(&told),
      channels_(plan.channels.begin(), plan.channels.end()),
      parties_(told.roles.size()),
      started_(told.roles.size()),
      threw_(told.roles.size()),
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
  m.begin(d);
  if (m.doomed && d.of->what != verb::attempt && d.of->what != verb::call && ends_next(p))
    return m.condemn(status::poisoned);
  start_step(p, e.process, d);
  const bool suspends = m.now == doing::waiting || m.now == doing::parent || d.of->what == verb::yield;
  require(!m.doomed || !suspends, "a process waits that was ended from outside");
  if (suspends) settle_estate(false);
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
    case verb::sleep:
      if (d.of->branches[0].delay == 0) return party(p).decide(0);
      party(p).deadline = d.offers[0].deadline;
      party(p).now = doing::waiting;
      return;
    default:
      return party(p).decide(0);
  }
}

void model::operate(int p) {
  model_party& m = party(p);
  const offer& o = m.in->offers[0];
  const bool waits = m.in->of->what == verb::operation;
  if (could_meet(o)) {
    m.got[0] = meet(o);
    m.how[0] = status::done;
    return m.decide(0);
  }
  m.how[0] = channel(o.channel).state;
  if (waits && channel(o.channel).open()) {
    m.pending = 1;
    return wait(p);
  }
  if (waits && is_plain(o.what)) return m.condemn(m.how[0]);
  m.decide(0);
}

void model::several(int p) {
  model_party& m = party(p);
  m.pending = 1;
  m.since = ++waits_;
  m.now = doing::waiting;
  for (unsigned i = 0; i < m.in->count; ++i) {
    const offer& o = m.in->offers[i];
    m.how[i] = status::done;
    if (could_meet(o)) {
      m.got[i] = meet(o);
      continue;
    }
    m.how[i] = channel(o.channel).state;
    if (channel(o.channel).open()) {
      m.stands[i] = true;
      ++m.pending;
    } else if (is_plain(o.what)) {
      return m.condemn(m.how[i]);
    }
  }
  if (--m.pending == 0) m.decide(0);
}

void model::choose(int p) {
  model_party& m = party(p);
  if (!accept_ends(p) || !may_wait(p)) return;
  if (!m.in->counted) {
    for (unsigned i = 0; i < m.in->count; ++i)
      if (ready(p, i)) return take(p, m.in->answered ? static_cast<unsigned>(m.in->chosen) : i);
    return wait(p);
  }
  for (unsigned n = 0; n < m.in->count; ++n) {
    const unsigned i = (m.in->from + n) % m.in->count;
    if (ready(p, i)) return take(p, i);
  }
  wait(p);
}

// Poison ends it before any choice is made, closed guards drop out.
bool model::accept_ends(int p) {
  model_party& m = party(p);
  for (unsigned i = 0; i < m.in->count; ++i) {
    const offer& o = m.in->offers[i];
    if (!o.wanted || o.channel < 0 || !is_plain(o.what) || !channel(o.channel).ended_for(reads(o.what))) continue;
    if (channel(o.channel).state == status::poisoned && !m.closed[i] && !(m.perhaps[i] && m.in->answered))
      return m.condemn(status::poisoned), false;
    m.closed[i] = true;
  }
  return true;
}

// False when all its channels are closed, and beside them stand at most timeouts.
bool model::may_wait(int p) {
  model_party& m = party(p);
  bool some_closed = false;
  for (unsigned i = 0; i < m.in->count; ++i) {
    if (!m.in->offers[i].wanted || is_time(m.in->offers[i].what)) continue;
    if (!m.closed[i]) return true;
    some_closed = true;
  }
  if (some_closed) m.condemn(status::closed);
  return !some_closed;
}

bool model::ready(int p, unsigned i) {
  const model_party& m = party(p);
  const offer& o = m.in->offers[i];
  if (!o.wanted || m.closed[i]) return false;
  if (is_time(o.what)) return o.due;
  if (o.what == way::skip) return true;
  return could_meet(o) || (o.what == way::result && channel(o.channel).ended_for(true));
}

void model::take(int p, unsigned i) {
  model_party& m = party(p);
  require(ready(p, i), "a guard is chosen that is not ready");
  const offer& o = m.in->offers[i];
  if (o.channel >= 0 && could_meet(o)) {
    m.got[i] = meet(o);
    m.how[i] = status::done;
  } else if (o.channel >= 0) {
    m.how[i] = channel(o.channel).state;
  }
  m.decide(bit(i));
}

void model::wait(int p) {
  model_party& m = party(p);
  m.now = doing::waiting;
  m.since = ++waits_;
  for (unsigned i = 0; i < m.in->count; ++i) {
    const offer& o = m.in->offers[i];
    if (!o.wanted || m.closed[i]) continue;
    m.stands[i] = o.channel >= 0;
    if (!is_time(o.what) || (m.deadline && reached(o.deadline, *m.deadline))) continue;
    m.deadline = o.deadline;
    m.timer = i;
  }
}

// The clock moves only while nobody runs, and then at once to the next deadline.
void model::expire(unsigned time) {
  for (model_party& m : parties_)
    if (m.now == doing::waiting && m.deadline && reached(time, *m.deadline)) m.decide(bit(m.timer));
}

void model::answer(const entry& e) {
  const int p = root_of(e.process);
  if (role_of(e.process).deeds[static_cast<std::size_t>(e.what)].of->what == verb::call) return;
  require(party(p).now == doing::decided, "a step is answered that nothing has decided");
  check(p);
  party(p).now = doing::running;
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
  } else if (d.of->what == verb::group) {
    for (std::size_t i = 0; i < d.children.size(); ++i)
      require(d.outcomes[i] == party(d.children[i]).fate, "a process has another outcome");
  } else if (d.of->what == verb::scope) {
    require(d.outcomes[0] == families_[m.family].worst, "a scope has another outcome");
  }
}

// --- meetings ------------------------------------------------------------------------------------------------------

bool model::could_meet(const offer& o) {
  const model_channel& c = channel(o.channel);
  if (!c.buffered()) return first_waiting(o.channel, !reads(o.what)) >= 0;
  if (reads(o.what)) return !c.buffer.empty();
  return c.open() && (!c.full() || c.drops());
}

// Answers what was read.
int model::meet(const offer& o) { return reads(o.what) ? read(o) : write(o); }

int model::write(const offer& o) {
  model_channel& c = channel(o.channel);
  const int reader = c.buffer.empty() ? first_waiting(o.channel, true) : -1;
  if (reader >= 0) {
    moves(o.value);
    becomes(o.value, lot::delivered);
    party(reader).meets(o.channel, true, o.value);
    return 0;
  }
  if (c.full()) ++c.dropped;
  if (c.full() && c.what == kind::newest2) return becomes(o.value, lot::dropped), 0;
  if (c.full()) {
    moves(c.buffer.front());
    becomes(c.buffer.front(), lot::dropped);
    c.buffer.pop_front();
  }
  moves(o.value);
  becomes(o.value, lot::buffered);
  c.buffer.push_back(o.value);
  return 0;
}

int model::read(const offer& o) {
  model_channel& c = channel(o.channel);
  int value = 0;
  if (c.buffered()) {
    value = c.buffer.front();
    moves(value);
    c.buffer.pop_front();
    refill(o.channel);
  } else {
    const int writer = first_waiting(o.channel, false);
    value = next_move();
    party(writer).meets(o.channel, false, value);
    require(party(writer).now != doing::decided || party(writer).may_choose || !party(writer).is_choice(),
            "a value is read that its writer does not offer here");
  }
  becomes(value, lot::delivered);
  return value;
}

// Writers that wait get the room.
void model::refill(int c) {
  while (channel(c).open() && !channel(c).full()) {
    const int writer = first_waiting(c, false);
    if (writer < 0) return;
    const int value = next_move();
    party(writer).meets(c, false, value);
    becomes(value, lot::buffered);
    channel(c).buffer.push_back(value);
  }
}

int model::first_waiting(int c, bool to_read) const {
  int first = -1;
  for (std::size_t p = 0; p < parties_.size(); ++p) {
    const model_party& m = parties_[p];
    if (m.now != doing::waiting || !m.offers(c, to_read)) continue;
    if (first < 0 || m.since < parties_[static_cast<std::size_t>(first)].since) first = static_cast<int>(p);
  }
  return first;
}

// The value that moves now: the page after the last one that was accounted for.
int model::next_move() {
  require(moved_ < told_->pages.size() && told_->pages[moved_].what_happened == act::hop,
          "no value moves where one must");
  const int value = told_->pages[moved_++].what;
  const lot l = lots_[static_cast<std::size_t>(value)];
  require(l == lot::with_writer || l == lot::buffered, "a value moves a second time");
  return value;
}

void model::moves(int value) {
  const int moved = next_move();
  require(moved == value, "value " + std::to_string(moved) + " moves, not " + std::to_string(value));
}

// --- ends ----------------------------------------------------------------------------------------------------------

void model::end_channel(int c, status how, bool by_reader) {
  model_channel& it = channel(c);
  it.state = std::max(it.state, how);
  if (by_reader) {
    for (const int value : it.buffer) becomes(value, lot::destroyed);
    it.buffer.clear();
  }
  for (std::size_t p = 0; p < parties_.size(); ++p) dismiss(static_cast<int>(p), c);
}

void model::dismiss(int p, int c) {
  model_party& m = party(p);
  const status how = channel(c).state;
  unsigned told = 0;
  bool ends = false;
  if (m.now != doing::waiting) return;
  for (unsigned i = 0; i < most_branches; ++i) {
    if (!m.stands[i] || m.in->offers[i].channel != c || !channel(c).ended_for(reads(m.in->offers[i].what))) continue;
    const bool plain = is_plain(m.in->offers[i].what);
    if (!plain && m.is_choice()) told |= bit(i);
    if (!plain && !m.is_choice()) m.done(i, how, 0);
    if (plain && m.is_choice() && how == status::closed) {
      m.perhaps[i] = true;
      m.stands[i] = false;
    } else if (plain) {
      ends = true;
    }
  }
  // Of a guard that ends the process and one that tells, whichever is asked first decides.
  if (told && (!ends || m.in->answered)) {
    m.how.fill(how);
    return m.decide(told);
  }
  if (ends) return m.condemn(how);
  if (m.now != doing::waiting || !m.is_choice()) return;
  for (unsigned i = 0; i < most_branches; ++i) m.closed[i] = m.closed[i] || m.perhaps[i];
  may_wait(p);
}

void model::leave(int c, bool reader, bool poisons) {
  if (poisons) end_channel(c, status::poisoned, reader);
  if (--channel(c).ends(reader) == 0) end_channel(c, status::closed, reader);
}

// How the process ended says what becomes of its ends. Those that die with an exception wait until it is caught.
void model::give_up(const entry& e) {
  const bool retires = e.where == 1;
  const role& r = role_of(e.process);
  const auto process = static_cast<std::size_t>(e.process);
  if (retires) return leave(e.what, e.reader, false);
  if (!started_[process]) return leave(e.what, e.reader, aborts(party(root_of(r.parent)).fate));
  const int p = root_of(e.process);
  if (threw_[process] && !is_outermost(e.process)) {
    estate_.push_back({e.what, e.reader});
    estate_of_ = p;
    return;
  }
  const status fate = party(p).fate;
  leave(e.what, e.reader, aborts(fate));
}

void model::settle_estate(bool poisons) {
  for (const legacy& l : std::exchange(estate_, {})) leave(l.channel, l.reader, poisons);
  estate_of_ = -1;
}

// --- how processes end ---------------------------------------------------------------------------------------------

void model::throws(const entry& e) {
  threw_[static_cast<std::size_t>(e.process)] = true;
  if (is_outermost(e.process)) party(e.process).fate = status::failed;
}

void model::ended(const entry& e) {
  const int p = root_of(e.process);
  if (party(p).lives() && told_->outcome == status::deadlock) deadlock();
  const model_party& m = party(p);
  require(m.fate == status::closed || m.fate == status::poisoned, "a process is ended without a reason");
  if (!m.in || m.in->of->what != verb::several || m.in->answered) return;
  for (const int value : m.got)
    if (value) becomes(value, lot::lost);
}

void model::gone(const entry& e) {
  if (!started_[static_cast<std::size_t>(e.process)] || !is_outermost(e.process)) return;
  settle_estate(aborts(party(e.process).fate));
  party(e.process).now = doing::over;
  leave_family(e.process);
}

void model::family(int p, int number) {
  model_family f{.parent = p, .or_end = party(p).in->of->or_end};
  f.members.assign(party(p).in->children.begin(), party(p).in->children.end());
  families_[number] = f;
  party(p).family = number;
  party(p).now = doing::parent;
}

void model::spawn(int process) {
  const deed& d = *party(root_of(process)).in;
  model_family& f = families_[role_of(process).family];
  require((d.outcomes[0] == status::done) != f.ending, "a spawn has another answer");
  if (!f.ending) f.members.push_back(d.children[0]);
  party(root_of(process)).decide(0);
}

void model::leave_family(int p) {
  const int number = role_of(p).family;
  if (number < 0) return;
  model_family& f = families_[number];
  f.worst = std::max(f.worst, party(p).fate);
  if (party(p).fate == status::failed) {
    f.threw = true;
    doom_family(number);
  }
  for (const int member : f.members)
    if (party(member).now != doing::over) return;
  model_party& parent = party(f.parent);
  if (f.or_end && f.worst != status::done && !f.threw && parent.lives()) parent.fate = f.worst;
  parent.now = parent.lives() ? doing::decided : doing::condemned;
}

void model::doom(int p) {
  model_party& m = party(p);
  if (!m.lives() || m.doomed) return;
  m.doomed = true;
  if (m.now == doing::waiting) m.condemn(status::poisoned);
  if (m.now != doing::parent) return;
  m.fate = status::poisoned;
  doom_family(m.family);
}

void model::doom_family(int f) {
  families_[f].ending = true;
  for (const int member : families_[f].members) doom(member);
}

// Nobody can ever run again: all are ended, as by poison.
void model::deadlock() {
  require(!deadlocked_, "a deadlock comes twice");
  for (const model_party& m : parties_) {
    const bool stuck = (m.now == doing::waiting && !m.deadline) || m.now == doing::parent || m.now == doing::over;
    require(stuck || !m.in, "a deadlock is reported while a process can run");
  }
  deadlocked_ = true;
  doom(0);
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
