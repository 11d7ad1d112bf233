// A started process as the model sees it, with all that it has called.
#pragma once
#include <optional>

#include "diary.hpp"

namespace lossless {

struct model_party {
  enum class doing : std::uint8_t { running, waiting, decided, parent, condemned, over };

  bool lives() const { return fate == csp::status::would_wait; }
  bool is_choice() const { return in->of->what == verb::choose; }

  // A new step; a choice that is kept remembers which of its guards are closed.
  void begin(const deed& d) {
    const auto kept = closed, unsure = perhaps;
    *this = model_party{.now = doing::running, .doomed = doomed, .fate = fate, .in = &d, .deadline = {}};
    if (!is_choice() || d.afresh) return;
    closed = kept;
    perhaps = unsure;
  }

  void decide(unsigned one_of) {
    now = doing::decided;
    may_choose = one_of;
    stands = {};
  }
  void condemn(csp::status why) {
    fate = why;
    now = doing::condemned;
    stands = {};
  }

  // One of several operations is over.
  void done(unsigned i, csp::status s, int value) {
    stands[i] = false;
    how[i] = s;
    got[i] = value;
    if (--pending == 0) now = doing::decided;
  }

  bool offers(int channel, bool to_read) const {
    for (unsigned i = 0; i < most_branches; ++i)
      if (stands[i] && matches(i, channel, to_read)) return true;
    return false;
  }
  bool matches(unsigned i, int channel, bool to_read) const {
    return in->offers[i].channel == channel && reads(in->offers[i].what) == to_read;
  }

  // It has got `value` from the channel, or, as a writer, given it.
  void meets(int channel, bool to_read, int value) {
    unsigned fits = 0;
    for (unsigned i = 0; i < most_branches; ++i) {
      if (!stands[i] || !matches(i, channel, to_read) || (!to_read && in->offers[i].value != value)) continue;
      if (!is_choice()) return done(i, csp::status::done, to_read ? value : 0);
      fits |= 1u << i;
    }
    for (unsigned i = 0; i < most_branches; ++i) {
      how[i] = csp::status::done;
      got[i] = to_read ? value : 0;
    }
    decide(fits);
  }

  doing now = doing::running;
  bool doomed = false;  // ended from outside
  csp::status fate = csp::status::would_wait;
  const deed* in = nullptr;
  unsigned since = 0;
  std::optional<unsigned> deadline;
  unsigned timer = 0;                         // the guard of the deadline
  unsigned pending = 0;                       // operations of a par, and one more at its beginning
  unsigned may_choose = 0;                    // a bit for each guard
  std::array<bool, most_branches> stands{};   // these are offered
  std::array<bool, most_branches> closed{};   // these have dropped out of the choice
  std::array<bool, most_branches> perhaps{};  // or these, unless another guard told of the end first
  std::array<csp::status, most_branches> how{};
  std::array<int, most_branches> got{};
  int family = -1;  // that it waits for
};

struct model_family {
  int parent = -1;
  bool or_end = false;
  bool threw = false;
  bool ending = false;
  csp::status worst = csp::status::done;
  std::vector<int> members = {};
};

}  // namespace lossless
