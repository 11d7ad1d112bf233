// Extended reads: who holds whose value, and what becomes of it when it is taken or given back.
#include "model.hpp"

namespace lossless {

using csp::status;

// Begins one.
void model::extend(int p) {
  model_party& m = party(p);
  const int c = m.in->offers[0].channel;
  if (can_hold(c)) return hold(p, c);
  if (channel(c).ended_for(true)) return m.cancel(channel(c).state);
  m.pending = 1;
  wait(p);
}

bool model::can_hold(int c) {
  if (channel(c).buffered()) return channel(c).readable() && !channel(c).held;
  return first_waiting(c, false) >= 0;
}

void model::hold(int p, int c) {
  const int value = next_look(p);
  const int writer = channel(c).buffered() ? -1 : first_waiting(c, false);
  const bool first = writer < 0 ? channel(c).buffer.front() == value : party(writer).hold(c, value);
  require(first, "an extended read holds value " + std::to_string(value) + ", which is not the first");
  channel(c).held = writer < 0;
  model_party& m = party(p);
  m.decide(0);
  m.holds = value;
  m.holds_of = writer;
}

// The value that p looks at next.
int model::next_look(int p) const {
  for (std::size_t i = at_ + 1; i < recorded_->events.size(); ++i)
    if (recorded_->events[i].what_happened == event_kind::looks && root_of(recorded_->events[i].process) == p)
      return recorded_->events[i].what;
  throw wrong{"an extended read never looks"};
}

// Those that wait in front of other readers hold whom they can.
void model::serve_extended(int c) {
  for (;;) {
    const int reader = first_waiting(c, true);
    if (reader < 0 || !party(reader).is_extended() || !can_hold(c)) return;
    hold(reader, c);
  }
}

// Where p has begun to wait with a write.
void model::serve_extended_of(int p) {
  for (unsigned i = 0; i < most_branches; ++i)
    if (party(p).stands[i] && writes(party(p).in->offers[i].what)) serve_extended(party(p).in->offers[i].channel);
}

void model::looks(const event& e) {
  model_party& m = party(root_of(e.process));
  require(m.now == doing::decided && m.holds == e.what, "an extended read looks that holds nothing");
  const unsigned delay = m.in->of->branches[0].delay;
  m.now = doing::running;
  if (delay == 0) return;
  if (m.cancel_requested) return m.cancel(status::poisoned);
  m.now = doing::waiting;
  m.deadline = e.time + delay;
  resolve_deferred_ends(false);
}

void model::lets_go(const event& e) {
  const int p = root_of(e.process), c = party(p).in->offers[0].channel;
  model_party& m = party(p);
  const bool takes = e.where == 1;
  require(m.holds == e.what, "a value is let go that was not held");
  require(m.now != doing::waiting, "an extended read ends before its time");
  moved_ = at_ + 1;
  if (takes) moves(m.holds);
  if (takes) becomes(m.holds, value_outcome::delivered);
  if (m.holds_of < 0) {
    if (takes) channel(c).buffer.pop_front();
    offer_buffer(c);
    drop_excess(c);
  } else if (takes) {
    taken(m.holds_of, m.holds);
  } else {
    give_back(m.holds_of, c, m.holds);
  }
  m.how[0] = status::done;
  m.got[0] = m.holds;
  if (takes) m.decide(0);
}

// The write is done.
void model::taken(int writer, int value) {
  model_party& w = party(writer);
  const unsigned i = w.branch_of(value);
  w.held &= ~(1u << i);
  if (!w.lives()) return;
  if (!w.is_choice()) return w.done(i, status::done, 0);
  w.how.fill(status::done);
  w.decide(1u << i);
}

// As if it had never been held: in front of those that came later.
void model::give_back(int writer, int c, int value) {
  model_party& w = party(writer);
  const unsigned i = w.branch_of(value);
  w.held &= ~(1u << i);
  if (!w.lives()) return;
  if (w.is_choice()) return choose_again(writer, i);
  if (!channel(c).open()) {
    if (is_plain(w.in->offers[i].what)) return w.cancel(channel(c).state);
    return w.done(i, channel(c).state, 0);
  }
  if (w.late) return w.done(i, status::would_wait, 0);
  const int reader = first_waiting(c, true);
  if (reader >= 0 && !party(reader).is_extended()) {
    moves(value);
    becomes(value, value_outcome::delivered);
    party(reader).meets(c, true, value);
    return w.done(i, status::done, 0);
  }
  w.stands[i] = true;
  serve_extended(c);
}

// A choice that was held chooses anew, from the guard that was held on; a time that has come meanwhile is ready.
void model::choose_again(int p, unsigned from) {
  model_party& m = party(p);
  if (!accept_ends(p) || !may_wait(p)) return;
  for (unsigned n = 0; n < m.in->count; ++n) {
    const unsigned i = (from + n) % m.in->count;
    if (m.late && i == m.timer) return m.decide(1u << i);
    if (ready(p, i)) return take(p, i);
  }
  for (unsigned i = 0; i < m.in->count; ++i)
    m.stands[i] = m.in->offers[i].wanted && !m.closed[i] && m.in->offers[i].channel >= 0;
  // The other guards have left their queues meanwhile; those of a kept choice stand in none.
  const unsigned again = ++waits_;
  for (unsigned i = 0; i < m.in->count && !m.in->of->selects; ++i)
    if (i != from) m.since[i] = again;
  serve_extended_of(p);
}

// One that drops its oldest may have become full without the value that was held.
void model::drop_excess(int c) {
  model_channel& it = channel(c);
  if (!it.drops_oldest() || it.held || it.buffer.size() <= room_of(it.what)) return;
  moves(it.buffer.front());
  becomes(it.buffer.front(), value_outcome::dropped);
  it.buffer.pop_front();
  ++it.dropped;
}

// The first value of a buffer is held no more.
void model::offer_buffer(int c) {
  model_channel& it = channel(c);
  it.held = false;
  if (it.lost) {
    for (const int value : it.buffer) becomes(value, value_outcome::destroyed);
    it.buffer.clear();
  }
  while (serve_reader(c)) {
  }
  refill(c);
  while (serve_reader(c)) refill(c);
  if (!it.open() && it.buffer.empty())
    for (std::size_t p = 0; p < parties_.size(); ++p) dismiss(static_cast<int>(p), c);
  serve_extended(c);
}

}  // namespace lossless
