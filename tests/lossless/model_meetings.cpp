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

// Answers what was read.
int model::meet(const offer& o) { return reads(o.what) ? read(o) : write(o); }

int model::write(const offer& o) {
  model_channel& c = channel(o.channel);
  const int reader = c.buffer.empty() ? first_waiting(o.channel, true) : -1;
  if (reader >= 0 && !party(reader).is_extended()) {
    moves(o.value);
    becomes(o.value, lot::delivered);
    party(reader).meets(o.channel, true, o.value);
    return 0;
  }
  if (c.full() && c.what == kind::newest2) return ++c.dropped, becomes(o.value, lot::dropped), 0;
  if (c.full()) {
    const auto victim = c.buffer.begin() + (c.held ? 1 : 0);
    moves(*victim);
    becomes(*victim, lot::dropped);
    const auto behind = c.buffer.erase(victim);
    ++c.dropped;
    if (c.held) std::for_each(behind, c.buffer.end(), [&](int value) { moves(value); });  // they move up
  }
  moves(o.value);
  becomes(o.value, lot::buffered);
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

// A reader that waits gets the first of the buffer.
bool model::serve_reader(int c) {
  model_channel& it = channel(c);
  const int reader = it.buffer.empty() || it.held ? -1 : first_waiting(c, true);
  if (reader < 0 || party(reader).is_extended()) return false;
  const int value = it.buffer.front();
  moves(value);
  becomes(value, lot::delivered);
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
bool model::ends_what_is_destroyed(const entry& e) const {
  return e.what_happened == act::died && lots_[static_cast<std::size_t>(e.what)] == lot::destroyed;
}

// The value that moves now: the page after the last one that was accounted for.
int model::next_move() {
  while (moved_ < told_->pages.size() && ends_what_is_destroyed(told_->pages[moved_])) ++moved_;
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

}  // namespace lossless
