// A channel as the model sees it: a list, two counts and a state.
#pragma once
#include <csp/result.hpp>
#include <deque>

#include "plan.hpp"

namespace lossless {

struct model_channel {
  explicit model_channel(kind k) : what(k) {}

  bool buffered() const { return what > kind::shared; }
  bool drops() const { return what > kind::fifo3; }
  bool open() const { return state == csp::status::would_wait; }
  bool ended_for(bool reader) const { return !open() && !(reader && !buffer.empty()); }
  bool full() const {
    constexpr std::size_t room[kinds] = {0, 0, 1, 3, 2, 2, 1};
    return buffer.size() >= room[static_cast<unsigned>(what)];
  }
  int& ends(bool reader) { return reader ? readers : writers; }

  kind what;
  std::deque<int> buffer;
  int readers = 0;
  int writers = 0;
  csp::status state = csp::status::would_wait;
  std::uint32_t dropped = 0;
};

}  // namespace lossless
