// A random network, as data: what its channels are, and what each process does, step by step.
#pragma once
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace lossless {

enum class kind : std::uint8_t { rendezvous, shared, fifo1, fifo3, oldest2, newest2, latest };
inline constexpr unsigned kinds = 7;

// How many values it buffers.
constexpr unsigned room_of(kind k) {
  constexpr unsigned room[kinds] = {0, 0, 1, 3, 2, 2, 1};
  return room[static_cast<unsigned>(k)];
}

// One branch of a choice; one operation of a step, or of several at once.
enum class way : std::uint8_t { value, result, out, after, at, skip, send, extended };

struct branch {
  way what;
  std::uint8_t channel = 0;
  bool wanted = true;       // its precondition; in a choice that is kept, of every second select
  std::uint16_t delay = 0;  // microseconds; of an operation: its timeout; of an extended read: how long it looks
};

constexpr bool reads(way w) { return w == way::value || w == way::result || w == way::extended; }
constexpr bool writes(way w) { return w == way::out || w == way::send; }
constexpr bool is_time(way w) { return w == way::after || w == way::at; }
// Closed and poison end the process.
constexpr bool is_plain(way w) { return w == way::value || w == way::out || w == way::extended; }

enum class verb : std::uint8_t {
  operation,  // a lone read, next, write or send
  attempt,    // try_read or try_write
  choose,
  several,  // a par of two operations
  sleep,
  yield,
  retire,
  poison,
  explode,
  call,
  group,  // a par of processes
  scope,
  spawn,
  report,  // of all processes, with their names
};

enum class order : std::uint8_t { prioritised, fair, any };

struct program;

struct step {
  verb what = verb::yield;
  std::vector<branch> branches;
  order how = order::prioritised;
  std::uint8_t selects = 0;  // of a choice that is kept; 0: it is fresh
  std::uint8_t times = 1;    // spawns so many
  bool as_range = false;     // its guards are given as a range
  bool by_channel = false;   // poison: by the channel itself
  bool explodes = false;     // while an extended read looks
  bool tolerant = false;     // an exception that comes out of the children is caught
  bool or_end = false;       // ends as its children do
  std::vector<program> children;
};

// What a process holds and does. A bit for each channel.
struct program {
  std::uint32_t reader_of = 0;
  std::uint32_t writer_of = 0;
  bool takes_over = false;  // its ends are those of whoever starts it, who has them no more; else copies
  std::uint8_t rounds = 1;
  std::vector<step> steps = {};
};

inline step make_step(verb what, std::vector<branch> branches = {}) {
  step made;
  made.what = what;
  made.branches = std::move(branches);
  return made;
}

struct network {
  std::uint64_t seed = 0;
  // On coop: time goes on while processes run, so that it may come between a decision and its answer. This is beyond
  // the model, and only the checker is asked. Else the clock stands still while a process runs.
  bool clock_runs = false;
  std::vector<kind> channels;
  std::vector<program> processes;
};

inline constexpr std::size_t most_branches = 4;

network generate(std::uint64_t seed);
std::string text(const network& n);

// Every network that is a little smaller, the smallest first.
std::vector<network> smaller(const network& n);

}  // namespace lossless
