// Who meets whom, and which value moves.
#include <algorithm>

#include "model.hpp"

namespace lossless {

using csp::status;

bool model::could_meet(const offer& o) {
  const model_channel& c = channel(o.channel);
  const int first = c.buffered() ? -1 : first_waiting(o.channel, !reads(o.what));
  if (!c.buffered()) return first >= 0 && !party(first).is_extended();
  if (reads(o.what)) return c.readable() && !c.held;
  return c.open() && (!c.full() || c.drops());
}

// Returns what was read.
int model::meet(const offer& o) { return reads(o.what) ? read(o) : write(o); }

int model::write(const offer& o) {
  model_channel& c = channel(o.channel);
  const int reader = c.buffer.empty() ? first_waiting(o.channel, true) : -1;
  if (reader >= 0 && !party(reader).is_extended()) {
    moves(o.value);
    becomes(o.value, value_outcome::delivered);
    party(reader).meets(o.channel, true, o.value);
    return 0;
  }
  if (c.full() && c.what == kind::newest2) return ++c.dropped, becomes(o.value, value_outcome::dropped), 0;
  if (c.full()) {
    const auto victim = c.buffer.begin() + (c.held ? 1 : 0);
    moves(*victim);
    becomes(*victim, value_outcome::dropped);
    const auto behind = c.buffer.erase(victim);
    ++c.dropped;
    if (c.held) std::for_each(behind, c.buffer.end(), [&](int value) { moves(value); });  // they move up
  }
  moves(o.value);
  becomes(o.value, value_outcome::buffered);
  c.buffer.push_back(o.value);
  serve_extended(o.channel);
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
  becomes(value, value_outcome::delivered);
  return value;
}

// Writers that wait get the room.
void model::refill(int c) {
  while (channel(c).open() && !channel(c).full()) {
    const int writer = first_waiting(c, false);
    if (writer < 0) return;
    const int value = next_move();
    party(writer).meets(c, false, value);
    becomes(value, value_outcome::buffered);
    channel(c).buffer.push_back(value);
  }
}

// A reader that waits gets the first of the buffer.
bool model::serve_reader(int c) {
  model_channel& it = channel(c);
  const int reader = it.buffer.empty() || it.held ? -1 : first_waiting(c, true);
  if (reader < 0 || party(reader).is_extended()) return false;
  const int value = it.buffer.front();
  moves(value);
  becomes(value, value_outcome::delivered);
  it.buffer.pop_front();
  party(reader).meets(c, true, value);
  return true;
}

int model::first_waiting(int c, bool to_read) const {
  int first = -1;
  unsigned since = 0;
  for (std::size_t p = 0; p < parties_.size(); ++p) {
    const model_party& m = parties_[p];
    const auto waits = m.now == doing::waiting ? m.waits_at(c, to_read) : std::nullopt;
    if (!waits || (first >= 0 && *waits > since)) continue;
    first = static_cast<int>(p);
    since = *waits;
  }
  return first;
}

// An end that retires first, for an exception was caught, takes with it what its buffer holds.
bool model::ends_what_is_destroyed(const event& e) const {
  return e.what_happened == event_kind::died && outcomes_[static_cast<std::size_t>(e.what)] == value_outcome::destroyed;
}

// The value that moves now: the event after the last one that was looked at.
int model::next_move() {
  while (moved_ < recorded_->events.size() && ends_what_is_destroyed(recorded_->events[moved_])) ++moved_;
  require(moved_ < recorded_->events.size() && recorded_->events[moved_].what_happened == event_kind::hop,
          "no value moves where one must");
  const int value = recorded_->events[moved_++].what;
  const value_outcome l = outcomes_[static_cast<std::size_t>(value)];
  require(l == value_outcome::with_writer || l == value_outcome::buffered, "a value moves a second time");
  return value;
}

void model::moves(int value) {
  const int moved = next_move();
  require(moved == value, "value " + std::to_string(moved) + " moves, not " + std::to_string(value));
}

}  // namespace lossless
