// How channels end, and what becomes of those that wait at them.
#include <algorithm>

#include "model.hpp"

namespace lossless {

using csp::status;

namespace {

constexpr unsigned bit(unsigned i) { return 1u << i; }

}  // namespace

void model::end_channel(int c, status how, bool by_reader) {
  model_channel& it = channel(c);
  it.state = std::max(it.state, how);
  if (by_reader && it.held) {
    it.lost = true;
  } else if (by_reader) {
    for (const int value : it.buffer) becomes(value, value_outcome::destroyed);
    it.buffer.clear();
  }
  for (std::size_t p = 0; p < parties_.size(); ++p) dismiss(static_cast<int>(p), c);
}

void model::dismiss(int p, int c) {
  model_party& m = party(p);
  const status how = channel(c).state;
  unsigned informed = 0;
  bool ends = false;
  if (m.now != doing::waiting) return;
  for (unsigned i = 0; i < most_branches; ++i) {
    if (!m.stands[i] || m.in->offers[i].channel != c || !channel(c).ended_for(reads(m.in->offers[i].what))) continue;
    const bool plain = is_plain(m.in->offers[i].what);
    if (!plain && m.is_choice()) informed |= bit(i);
    if (!plain && !m.is_choice()) m.done(i, how, 0);
    if (plain && m.is_choice() && how == status::closed) {
      m.perhaps[i] = true;
      m.stands[i] = false;
    } else if (plain) {
      ends = true;
    }
  }
  // Of a guard that ends the process and one that tells, whichever is asked first decides.
  if (informed && (!ends || m.in->answered)) {
    m.how.fill(how);
    return m.decide(informed);
  }
  if (ends) return m.cancel(how);
  if (m.now != doing::waiting || !m.is_choice() || m.held) return;
  for (unsigned i = 0; i < most_branches; ++i) m.closed[i] = m.closed[i] || m.perhaps[i];
  may_wait(p);
}

void model::leave(int c, bool reader, bool poisons) {
  if (poisons) end_channel(c, status::poisoned, reader);
  if (--channel(c).ends(reader) == 0) end_channel(c, status::closed, reader);
}

// How the process ended says what becomes of its ends. Those that die with an exception wait until it is caught.
void model::give_up(const event& e) {
  const bool retires = e.where == 1;
  const process_log& r = log_of(e.process);
  const auto process = static_cast<std::size_t>(e.process);
  if (retires) return leave(e.what, e.reader, false);
  if (!started_[process]) return leave(e.what, e.reader, aborts(party(root_of(r.parent)).exit_status));
  const int p = root_of(e.process);
  if (threw_[process] && !is_outermost(e.process)) {
    deferred_ends_.push_back({e.what, e.reader});
    deferred_by_ = p;
    return;
  }
  const status exit_status = party(p).exit_status;
  leave(e.what, e.reader, aborts(exit_status));
}

void model::resolve_deferred_ends(bool poisons) {
  for (const deferred_end& l : std::exchange(deferred_ends_, {})) leave(l.channel, l.reader, poisons);
  deferred_by_ = -1;
}

}  // namespace lossless
