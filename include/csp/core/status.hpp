// How an operation, or a process, turned out.
#pragma once

namespace csp {

// Ordered from good to bad: of several outcomes the greatest is the worst.
enum class status : unsigned char {
  would_wait,  // undecided: nobody was ready (try_read, try_write), or it has not ended yet
  done,        // the value has moved; the process returned
  closed,      // the other side has retired, or its own has
  poisoned,    // somebody aborted the channel; the process was ended by poison
  no_memory,   // a frame could not be had; nothing was started
  failed,      // an exception left the process, or the system refused it a thread
  deadlock,    // nothing that is left could ever answer
};

constexpr const char* name(status s) {
  constexpr const char* names[] = {"would_wait", "done", "closed", "poisoned", "no_memory", "failed", "deadlock"};
  return names[static_cast<unsigned char>(s)];
}

// An end or a process that goes down with `s` takes its channels with it.
constexpr bool aborts(status s) { return s > status::closed; }

}  // namespace csp

namespace csp::core {

// What would_wait means of a party's exit status, and of what is not decided yet.
inline constexpr status alive = status::would_wait;
inline constexpr status undecided = status::would_wait;

}  // namespace csp::core
