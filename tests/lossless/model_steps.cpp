// What a step does at its beginning, and what its guards wait for.
#include <algorithm>

#include "model.hpp"

namespace lossless {

using csp::status;

namespace {

constexpr unsigned bit(unsigned i) { return 1u << i; }
bool reached(unsigned now, unsigned deadline) { return static_cast<int>(now - deadline) >= 0; }

}  // namespace

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
    wait(p);
    if (o.limited) m.deadline = o.deadline;
    return;
  }
  if (waits && is_plain(o.what)) return m.cancel(m.how[0]);
  m.decide(0);
}

void model::several(int p) {
  model_party& m = party(p);
  m.pending = 1;
  m.since.fill(++waits_);
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
      if (writes(o.what)) serve_extended(o.channel);
    } else if (is_plain(o.what)) {
      return m.cancel(m.how[i]);
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
      return m.cancel(status::poisoned), false;
    m.closed[i] = true;
  }
  return true;
}

// False when all its channels are closed, and only timeouts remain.
bool model::may_wait(int p) {
  model_party& m = party(p);
  bool some_closed = false;
  for (unsigned i = 0; i < m.in->count; ++i) {
    if (!m.in->offers[i].wanted || is_time(m.in->offers[i].what)) continue;
    if (!m.closed[i]) return true;
    some_closed = true;
  }
  if (some_closed) m.cancel(status::closed);
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
  m.since.fill(++waits_);
  for (unsigned i = 0; i < m.in->count; ++i) {
    const offer& o = m.in->offers[i];
    if (!o.wanted || m.closed[i]) continue;
    m.stands[i] = o.channel >= 0;
    if (!is_time(o.what) || (m.deadline && reached(o.deadline, *m.deadline))) continue;
    m.deadline = o.deadline;
    m.timer = i;
  }
  serve_extended_of(p);
}

// The clock moves only while nobody runs, and then at once to the next deadline.
void model::expire(unsigned time) {
  for (model_party& m : parties_) {
    if (m.now != doing::waiting || !m.deadline || !reached(time, *m.deadline)) continue;
    if (!m.held) {
      m.decide(bit(m.timer));
    } else {
      m.late = true;
      m.deadline.reset();
    }
  }
}

}  // namespace lossless
