// A started process as the model sees it, with all that it has called.
#pragma once
#include <optional>

#include "trace.hpp"

namespace lossless {

struct model_party {
  enum class doing : std::uint8_t { running, waiting, decided, parent, cancelled, over };

  bool lives() const { return exit_status == csp::status::would_wait; }
  bool is_choice() const { return in->of->what == verb::choose; }
  bool is_extended() const { return in->offers[0].what == way::extended; }

  // A new step; a choice that is kept remembers which of its guards are closed.
  void begin(const step_record& d) {
    const auto kept = closed, unsure = perhaps;
    *this = model_party{.now = doing::running,
                        .cancel_requested = cancel_requested,
                        .goes_on = goes_on,
                        .exit_status = exit_status,
                        .in = &d,
                        .deadline = {}};
    if (!is_choice() || d.afresh) return;
    closed = kept;
    perhaps = unsure;
  }

  void decide(unsigned one_of) {
    now = doing::decided;
    may_choose = one_of;
    stands = {};
  }
  void cancel(csp::status why) {
    exit_status = why;
    now = doing::cancelled;
    stands = {};
  }

  // One of several operations is over.
  void done(unsigned i, csp::status s, int value) {
    stands[i] = false;
    how[i] = s;
    got[i] = value;
    if (--pending == 0) now = doing::decided;
  }

  // Since when it has waited there; none: it does not.
  std::optional<unsigned> waits_at(int channel, bool to_read) const {
    std::optional<unsigned> first;
    for (unsigned i = 0; i < most_branches; ++i)
      if (stands[i] && matches(i, channel, to_read) && !(first && *first < since[i])) first = since[i];
    return first;
  }
  bool matches(unsigned i, int channel, bool to_read) const {
    return in->offers[i].channel == channel && reads(in->offers[i].what) == to_read;
  }

  // An extended read holds the write of that value: the longest waiting one, so of several the first. Else false.
  bool hold(int channel, int value) {
    for (unsigned i = 0; i < most_branches; ++i) {
      if (!stands[i] || !matches(i, channel, false)) continue;
      if (in->offers[i].value != value && is_choice()) continue;
      held |= 1u << i;
      stands[i] = false;
      if (is_choice()) stands = {};
      return in->offers[i].value == value;
    }
    return false;
  }
  unsigned branch_of(int value) const {
    unsigned i = 0;
    while (in->offers[i].value != value) ++i;
    return i;
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
  bool cancel_requested = false;  // ended from outside
  unsigned goes_on = 0;           // so many steps since
  csp::status exit_status = csp::status::would_wait;
  const step_record* in = nullptr;
  std::array<unsigned, most_branches> since{};  // when each began to wait
  std::optional<unsigned> deadline;
  unsigned timer = 0;                         // the guard of the deadline
  unsigned pending = 0;                       // operations of a par, and one more at its beginning
  unsigned may_choose = 0;                    // a bit for each guard
  std::array<bool, most_branches> stands{};   // these are offered
  std::array<bool, most_branches> closed{};   // these have dropped out of the choice
  std::array<bool, most_branches> perhaps{};  // or these, unless another guard told of the end first
  std::array<csp::status, most_branches> how{};
  std::array<int, most_branches> got{};
  int family = -1;    // that it waits for
  unsigned held = 0;  // a bit for each of its writes that an extended read holds
  bool late = false;  // its deadline has come meanwhile
  int holds = 0;      // the value that its own extended read holds, ...
  int holds_of = -1;  // ... and the writer; -1: a buffer
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
