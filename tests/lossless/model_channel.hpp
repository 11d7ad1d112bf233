// A channel as the model sees it: a list, two counts and a state.
#pragma once
#include <csp/result.hpp>
#include <deque>

#include "network.hpp"

namespace lossless {

struct model_channel {
  explicit model_channel(kind k) : what(k) {}

  bool buffered() const { return what > kind::shared; }
  bool drops() const { return what > kind::fifo3; }
  bool open() const { return state == csp::status::would_wait; }
  bool readable() const { return !buffer.empty() && !lost; }
  bool ended_for(bool reader) const { return !open() && !(reader && readable()); }
  bool drops_oldest() const { return what == kind::oldest2 || what == kind::latest; }
  // One that drops its oldest does not count what is held.
  bool full() const { return buffer.size() >= room_of(what) + (held && drops_oldest() ? 1 : 0); }
  int& ends(bool reader) { return reader ? readers : writers; }

  kind what;
  std::deque<int> buffer;
  bool held = false;  // an extended read has the first of them
  bool lost = false;  // ended by the readers while it was held
  int readers = 0;
  int writers = 0;
  csp::status state = csp::status::would_wait;
  std::uint32_t dropped = 0;
};

}  // namespace lossless
