// A select of a thread: it is decided at once, or blocks. For upycsp.cpp only, as operation.hpp.
#pragma once
#include "../shared/returned.hpp"
#include "../shared/selection.hpp"
#include "../shared/ticks.hpp"
#include "channel_of_threads.hpp"
#include "thread_gate.hpp"

namespace csp::micropython {

// Blocks for a select that waits.
static void wait_for_choice(alternative<threads>& a, thread_wait& w) {
  if (!a.timed) return pass_gate(w);
  const mp_int_t left = ticks_between(ticks(), a.deadline);
  if (lock_within(w.gate, left > 0 ? static_cast<mp_uint_t>(left) : 0)) return;
  {
    const thread_lock lock;
    if (w.undecided()) a.choice.on_timeout(a.timer);
  }
  pass_gate(w);
}

// An exception has come to a wait, as a port may let it: all guards leave their queues.
static void abandon_select(alternative<threads>& a, thread_wait& w) {
  decline_schedules(a);
  if (!withdraw(w)) {
    if (auto* const read = w.exit_status == status::would_wait ? has_read(a) : nullptr)
      unread(*read->offer.channel, read->value, w.ticket);
  }
  close_select(a, a.count);
}

// A choice that was decided at once.
static void date(thread_wait& w) {
  const thread_lock lock;
  w.ticket = core::rendezvous<threads>::next_ticket();
}

static mp_obj_t select_from(alternative<threads>& a, bool fair) {
  thread_wait& w = take_wait();
  volatile bool waits = false;
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    selection<threads> s(a, w.party(), ticks());
    s.open(fair, &w);
    if (s.begin()) {
      date(w);
    } else {
      waits = true;
      wait_for_choice(a, w);
    }
    const status exit_status = w.exit_status;
    const std::uint32_t ticket = w.ticket;
    nlr_pop();
    decline_schedules(a);
    release(w);
    return answer_of(a, exit_status, [ticket](auto& at, mp_obj_t value) { unread(at, value, ticket); });
  }
  if (waits) abandon_select(a, w);
  release(w);
  nlr_jump(nlr.ret_val);
}

}  // namespace csp::micropython
