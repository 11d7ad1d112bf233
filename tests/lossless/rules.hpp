// How often each rule fired in all networks together. None may be zero: what was never reached was never tested.
#pragma once
#include <array>
#include <cstdint>

namespace lossless {

enum class rule : unsigned {
  operation_meets_operation,
  choice_meets_operation,
  choice_meets_choice,
  both_directions_of_a_channel,
  the_same_guard_twice,
  kept_choice_selects_again,
  guard_with_a_false_precondition,
  skip_chosen,
  timeout_chosen,
  time_that_has_come_chosen,
  timeout_against_arrival,
  arrival_before_the_timeout,
  result_guard_told_of_the_end,
  attempt_done,
  attempt_found_nobody,
  par_of_operations,
  timeout_of_an_operation,
  extended_read,
  extended_read_ended_early,
  value_given_back,
  value_given_back_to_a_choice,
  value_given_back_to_a_buffer,
  value_given_back_past_another,
  value_through_a_buffer,
  oldest_dropped,
  newest_dropped,
  drained_after_closing,
  drained_after_poison,
  buffer_destroyed,
  next_or_send_returned_closed,
  next_or_send_returned_poisoned,
  ended_by_closed,
  ended_by_poison,
  poison_of_a_decided_party,
  closing_of_a_decided_party,
  value_kept_by_an_ended_writer,
  value_lost_with_its_ended_reader,
  exception_out_of_a_process,
  exception_caught,
  siblings_ended_by_an_exception,
  caller_ended_by_its_children,
  process_called,
  process_spawned,
  spawn_refused,
  spawn_after_a_failure,
  ended_while_nothing_waits,
  end_of_a_caught_exception,
  report_of_all,
  deadlock,
  end_of_the_network_by_itself,
  count
};

inline constexpr auto rule_count = static_cast<std::size_t>(rule::count);

constexpr const char* rule_names[rule_count] = {
    "operation meets operation",
    "choice meets operation",
    "choice meets choice",
    "choice holds both directions of a channel",
    "choice holds a guard twice",
    "kept choice selects again",
    "precondition is false",
    "skip is chosen",
    "timeout is chosen",
    "time that has come is chosen",
    "timeout against arrival",
    "arrival before the timeout",
    "result guard tells of the end",
    "attempt is done",
    "attempt finds nobody",
    "par of operations",
    "timeout of one operation",
    "extended read",
    "extended read is ended early",
    "value is given back",
    "value is given back to a choice",
    "value is given back to a buffer",
    "value is given back while another is held",
    "value goes through a buffer",
    "oldest is dropped",
    "newest is dropped",
    "drain after closing",
    "drain after poison",
    "buffer is destroyed",
    "next or send returns closed",
    "next or send returns poisoned",
    "process is ended by closed",
    "process is ended by poison",
    "poison of a decided party",
    "closing of a decided party",
    "value kept by an ended writer",
    "value lost with its ended reader",
    "exception leaves a process",
    "exception is caught",
    "siblings ended by an exception",
    "caller ended by its children",
    "process is called",
    "process is spawned",
    "spawn is refused",
    "spawn after a failure",
    "ended while nothing makes it wait",
    "end dies in an exception that is caught, then poison",
    "report of all processes",
    "deadlock",
    "network ends by itself",
};

class rules {
 public:
  void fire(rule r) { ++times_[static_cast<unsigned>(r)]; }
  std::uint64_t times(rule r) const { return times_[static_cast<unsigned>(r)]; }

 private:
  std::array<std::uint64_t, rule_count> times_{};
};

}  // namespace lossless
