// A trace, ordered by value and by channel.
#pragma once
#include "trace.hpp"
#include "value_outcome.hpp"

namespace lossless {

class trace_index {
 public:
  trace_index(const network& plan, const trace& recorded);

  // The moves of a value, events of the trace.
  const std::vector<const event*>& moves(int value) const { return moves_[static_cast<std::size_t>(value)]; }
  int values() const { return static_cast<int>(moves_.size()); }
  const history& of(int value) const { return recorded_->values[static_cast<std::size_t>(value)]; }

  const process_log& log_of(int p) const { return recorded_->logs[static_cast<std::size_t>(p)]; }
  // Where a value was offered last, and where it was read. Null: never.
  const step_record* offered_in(int value) const;
  const step_record* read_in(int value) const;
  const offer* offered_as(int value) const;
  // Whether the write of it was answered with done; the answer may be missing.
  bool write_is_done(int value) const;
  bool write_is_answered(int value) const;

  // What became of a value, from its own moves.
  value_outcome outcome_of(int value) const;
  // The event at which the reader, or whoever drops it, gets it.
  const event* taken(int value) const;

  // All ends of one side had been given up, or were about to be, at that time.
  bool all_gone(int channel, bool readers, unsigned stamp) const;
  // Somebody had poisoned it, or was about to: an end of that side, or of any.
  bool poisoned(int channel, unsigned stamp, bool by_writer_only = false) const;
  // An event of the channel after `from` and before `to`, of the kind.
  bool poisoned_between(int channel, unsigned from, unsigned to) const;
  bool closed_between(int channel, unsigned from, unsigned to) const;

  const network& plan() const { return *plan_; }
  const trace& recorded() const { return *recorded_; }

 private:
  struct end_event {
    unsigned stamp;
    bool reader;
    enum { take, give_up, poison } what;
    bool ended;  // by somebody who was ended, or left by an exception
  };

  bool is_caught(int p) const;
  bool drops(const event& last) const;
  bool dropped_when_given_back(const event& last) const;

  const network* plan_;
  const trace* recorded_;
  std::vector<std::vector<const event*>> moves_;
  std::vector<std::vector<end_event>> end_events_;  // of each channel
};

// Whether two steps have offers that fit each other.
bool could_meet(const step_record& a, const step_record& b);

}  // namespace lossless
