// A story, ordered by value and by channel.
#pragma once
#include "trace.hpp"
#include "value_outcome.hpp"

namespace lossless {

class ledger {
 public:
  ledger(const network& plan, const story& told);

  // The moves of a value, pages of the story.
  const std::vector<const entry*>& moves(int value) const { return moves_[static_cast<std::size_t>(value)]; }
  int values() const { return static_cast<int>(moves_.size()); }
  const history& of(int value) const { return told_->values[static_cast<std::size_t>(value)]; }

  const role& role_of(int p) const { return told_->roles[static_cast<std::size_t>(p)]; }
  // Where a value was offered last, and where it was read. Null: never.
  const deed* offered_in(int value) const;
  const deed* read_in(int value) const;
  const offer* offered_as(int value) const;
  // Whether the write of it was answered with done; the answer may be missing.
  bool write_is_done(int value) const;
  bool write_is_answered(int value) const;

  // What became of a value, from its own moves.
  lot lot_of(int value) const;
  // The page on which the reader, or whoever drops it, gets it.
  const entry* taken(int value) const;

  // All ends of one side had been given up, or were about to be, at that time.
  bool all_gone(int channel, bool readers, unsigned stamp) const;
  // Somebody had poisoned it, or was about to: an end of that side, or of any.
  bool poisoned(int channel, unsigned stamp, bool by_writer_only = false) const;
  // An event of the channel after `from` and before `to`, of the kind.
  bool poisoned_between(int channel, unsigned from, unsigned to) const;
  bool closed_between(int channel, unsigned from, unsigned to) const;

  const network& plan() const { return *plan_; }
  const story& told() const { return *told_; }

 private:
  struct event {
    unsigned stamp;
    bool reader;
    enum { take, give_up, poison } what;
    bool ended;  // by somebody who was ended, or left by an exception
  };

  bool drops(const entry& last) const;
  bool dropped_when_given_back(const entry& last) const;

  const network* plan_;
  const story* told_;
  std::vector<std::vector<const entry*>> moves_;
  std::vector<std::vector<event>> events_;  // of each channel
};

// Whether two steps have offers that fit each other.
bool could_meet(const deed& a, const deed& b);

}  // namespace lossless
