// What happened in one run. Each process has a log of its own; the stamps put them in one order.
#pragma once
#include <array>
#include <atomic>
#include <csp/result.hpp>
#include <vector>

#include "network.hpp"

namespace lossless {

enum class event_kind : std::uint8_t {
  start,     // the process runs
  begin,     // a step, `what` its number among the records
  answer,    // of that step
  hop,       // value `what` moves, to channel `where` or, -1, to a frame
  died,      // value `what`, in channel `where` or, -1, in a frame
  take,      // an end of channel `what`, for process `where`
  give_up,   // an end of channel `what`, ...
  gave_up,   // ... and it is done
  poison,    // channel `what`, ...
  poisoned,  // ... and it is done
  caught,    // an exception of a child
  looks,     // an extended read at value `what`, ...
  lets_go,   // ... which it takes when `where` is 1, else gives back
  returns,   // how the process ended, ...
  throws,
  over,  // ... by closed or poison
  gone,  // and all its ends
};

struct event {
  unsigned stamp;
  unsigned time;  // of the coop engine's clock
  std::int16_t process;
  event_kind what_happened;
  std::int16_t what = 0;
  std::int16_t where = 0;
  bool reader = false;  // the side of an end

  bool operator==(const event&) const = default;
};

struct offer {
  way what = way::skip;
  std::int16_t channel = -1;
  std::int16_t value = 0;  // that is to be written
  unsigned deadline = 0;
  bool wanted = false;
  bool due = false;      // a time that has come already
  bool limited = false;  // an operation with a timeout

  bool operator==(const offer&) const = default;
};

// One step that was done, and its answer.
struct step_record {
  const step* of = nullptr;
  bool counted = true;  // of a choice: its discipline is known (an `any` choice begins anywhere)
  bool afresh = true;   // not a later select of a choice that is kept
  std::uint8_t count = 0;
  std::uint8_t from = 0;  // where a fair choice begins
  std::array<offer, most_branches> offers{};
  std::vector<int> children;

  unsigned begun = 0;
  unsigned answered = 0;  // 0: its process was ended in it
  int chosen = -1;
  bool looked = false;  // an extended read has held a writer
  std::array<csp::status, most_branches> how{};
  std::array<std::int16_t, most_branches> got{};
  std::vector<csp::status> outcomes;
  std::vector<int> named;  // the processes that a report has named

  bool operator==(const step_record&) const = default;
};

// One process.
struct process_log {
  std::int16_t number = 0;
  std::int16_t parent = -1;
  std::int16_t caller = -1;  // when it is called, not started
  std::int16_t family = -1;
  const program* plan = nullptr;
  std::vector<event> events;
  std::vector<step_record> records;
};

// One value: who made it, where it was offered last, who received it. Written by its one owner of the moment.
struct history {
  std::int16_t maker = -1;
  std::int16_t record = -1;
  std::int16_t branch = -1;
  std::int16_t reader = -1;
  std::int16_t read_in = -1;
  std::int16_t read_as = -1;
  std::int16_t received = 0;
  std::int16_t deaths = 0;

  bool operator==(const history&) const = default;
};

// A whole run.
struct trace {
  std::vector<process_log> logs;
  std::vector<history> values;
  std::vector<event> events;  // of all, in one order
  std::vector<std::uint32_t> dropped;
  csp::status outcome = csp::status::would_wait;
  bool threw = false;
  unsigned deadlock_at = 0;  // 0: there was none
  std::vector<std::string> faults;
};

std::string text(const trace& s);

}  // namespace lossless
