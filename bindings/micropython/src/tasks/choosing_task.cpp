// A select of a task of asyncio: with a deadline, the task waits on asyncio's queue besides.
#include "choosing_task.hpp"

#include "../shared/returned.hpp"
#include "../shared/selection.hpp"
#include "channel_of_tasks.hpp"

namespace csp::micropython {
namespace {

using choosing = alternative<asyncio_engine>;

choosing& choice_of(wait_node& b) { return *object<choosing>(b.value); }

void park(wait_node& b) {
  choosing& a = choice_of(b);
  if (a.timed) {
    schedule(*b.waiter(), a.deadline);
  } else {
    b.waiter()->data = reference(&b);
  }
}

bool is_late(const choosing& a) { return a.timed && ticks_between(a.deadline, ticks()) >= 0; }

// The task that waits is the one that runs: nobody has to wake it.
void choose_timer(wait_node& b) {
  b.pending = 2;
  choice_of(b).choice.on_timeout(choice_of(b).timer);
  b.pending = 0;
}

mp_obj_t finish(wait_node& b) {
  choosing& a = choice_of(b);
  const status exit_status = b.exit_status;
  const std::uint32_t ticket = b.ticket;
  decline_schedules(a);
  release(b);
  return mp_make_stop_iteration(
      answer_of(a, exit_status, [ticket](auto& at, mp_obj_t value) { unread(at, value, ticket); }));
}

}  // namespace

mp_obj_t begin_select(wait_node& b, mp_obj_t alternative, bool fair) {
  choosing& a = *object<choosing>(alternative);
  selection<asyncio_engine> s(a, b.party(), ticks());
  s.open(fair, &b);
  b.value = alternative;
  const bool decided = s.begin();
  b.kind = core::wait_for::choice;
  if (decided) {
    b.ticket = core::rendezvous<asyncio_engine>::next_ticket();
    return finish(b);
  }
  park(b);
  return mp_const_none;
}

mp_obj_t go_on_choosing(wait_node& b) {
  if (b.undecided()) {
    if (!is_late(choice_of(b))) {
      park(b);
      return mp_const_none;
    }
    choose_timer(b);
  }
  return finish(b);
}

void abandon_choice(wait_node& b) {
  choosing& a = choice_of(b);
  const bool waits = b.undecided();
  if (waits) {
    b.cancel_wait();
    if (a.timed) unschedule(*b.waiter());
  }
  channel_guard<asyncio_engine>* const read = waits || b.exit_status != core::alive ? nullptr : has_read(a);
  const std::uint32_t ticket = b.ticket;
  decline_schedules(a);
  release(b);
  if (read) unread(*read->offer.channel, read->value, ticket);
  if (void* const raised = close_select(a, a.count)) nlr_jump(raised);
}

bool has_deadline(wait_node& b) { return choice_of(b).timed; }

}  // namespace csp::micropython
