// Waiting in a task of asyncio: parking, waking, going on, being cancelled.
#include "berth.hpp"

#include <csp/core/held.hpp>

#include "choosing_task.hpp"
#include "process.hpp"

namespace csp::micropython {
namespace {

// The list of those who wait at a channel, through fields that asyncio's queue does not use meanwhile.
using link = mp_pairheap_t;
link*& after(link& t) { return t.child; }
link*& before(link& t) { return t.child_last; }

link*& keeper_of(berth& b) { return about(*b.wait.channel).waiting.last; }
// What is kept: the task that waits, or a guest that gives a value back.
link& kept(berth& b) { return (b.waiter() ? *b.waiter() : b).heap; }

void keep(berth& b) {
  link& t = kept(b);
  link*& last = keeper_of(b);
  t.next = nullptr;
  after(t) = last;
  before(t) = nullptr;
  if (last) before(*last) = &t;
  last = &t;
}
void let_go(berth& b) {
  link& t = kept(b);
  (before(t) ? after(*before(t)) : keeper_of(b)) = after(t);
  if (after(t)) before(*after(t)) = before(t);
  after(t) = before(t) = nullptr;
}

void park(berth& b) {
  b.waiter()->data = reference(&b);
  keep(b);
}

[[noreturn]] void raise_met(core::rendezvous<asyncio_engine>& at, bool is_plain) {
  if (is_plain) raise_poison(about(at).name);
  mp_raise_type(&mp_type_StopAsyncIteration);
}

void put_back_in_buffer(core::rendezvous<asyncio_engine>& at, mp_obj_t value) {
  auto& buffer = reinterpret_cast<core::store<asyncio_engine>&>(at);
  if (buffer.put_back(&value)) return;
  const auto more = static_cast<std::uint16_t>(buffer.slots() + 1);
  buffer.move_to(m_malloc0(more * sizeof(mp_obj_t)), more);
  buffer.put_back(&value);
}

}  // namespace

void asyncio_engine::ready(core::party<asyncio_engine>& p) {
  berth& b = berth::of(p);
  if (p.kind == core::wait_for::one) let_go(b);
  task* const t = b.waiter();
  if (!t) return release(b);
  if (p.kind == core::wait_for::choice && has_deadline(b)) {
    if (t->data != mp_const_none) return;  // it is on the queue already, to be cancelled: what it has chosen goes back
    unschedule(*t);
  }
  schedule(*t);
}

mp_obj_t required(mp_obj_t current) {
  if (current == mp_const_none)
    mp_raise_msg(&mp_type_RuntimeError,
                 MP_ERROR_TEXT("await outside of a task: start the program with run_CSP or asyncio.run"));
  return current;
}

berth& take_guest(mp_obj_t waiter) {
  auto* guest = static_cast<berth*>(MP_STATE_VM(csp_free_guests));
  if (guest) {
    MP_STATE_VM(csp_free_guests) = object<berth>(guest->data);
  } else {
    guest = static_cast<berth*>(m_malloc0(sizeof(berth)));
    guest->heap.base.type = &berth::guest_type();
  }
  guest->coro = waiter;
  guest->data = MP_OBJ_NULL;
  return *guest;
}

void release(berth& b) {
  b.wait.kind = core::wait_for::nothing;
  b.wait.value = MP_OBJ_NULL;
  if (!b.is_guest()) return;
  b.coro = MP_OBJ_NULL;
  b.data = reference(static_cast<berth*>(MP_STATE_VM(csp_free_guests)));
  MP_STATE_VM(csp_free_guests) = &b;
}

mp_obj_t begin_operation(berth& b, core::rendezvous<asyncio_engine>& at, core::side s, bool is_plain, mp_obj_t value) {
  ::new (&b.wait) wait_of_task(at, s, is_plain);
  if (b.wait.begin(value)) return go_on(b);
  park(b);
  return mp_const_none;
}

mp_obj_t go_on(berth& b) {
  if (b.wait.is_choice()) return go_on_choosing(b);
  if (b.wait.undecided()) {  // something else has resumed it
    b.waiter()->data = reference(&b);
    return mp_const_none;
  }
  core::rendezvous<asyncio_engine>& at = *b.wait.channel;
  const bool is_plain = b.wait.plain;
  const bool done = b.wait.answer == status::done;
  const mp_obj_t answer = b.wait.my_side == core::side::reader ? b.wait.value : MP_OBJ_NEW_SMALL_INT(0);
  release(b);
  if (!done) raise_met(at, is_plain);
  return mp_make_stop_iteration(answer);
}

void abandon(berth& b) {
  if (b.wait.is_choice()) return abandon_choice(b);
  take_back(b);
  const bool has_read = b.wait.has_read();
  core::rendezvous<asyncio_engine>& at = *b.wait.channel;
  const mp_obj_t value = b.wait.value;
  release(b);
  if (has_read) put_back(at, value);
}

void take_back(berth& b) {
  if (!b.wait.undecided()) return;
  b.wait.give_up();
  if (b.wait.kind == core::wait_for::one) let_go(b);
}

void put_back(core::rendezvous<asyncio_engine>& at, mp_obj_t value) {
  if (at.is_buffer()) return put_back_in_buffer(at, value);
  if (at.has_ended()) return;
  berth& b = take_guest(MP_OBJ_NULL);
  ::new (&b.wait) wait_of_task(at, core::side::writer, false);
  b.wait.value = value;
  b.wait.owner = &b.wait.party();
  b.wait.slot = &b.wait.value;
  b.wait.await_one(b.wait);
  keep(b);
  core::rejoin<mp_obj_t>(b.wait.offer());
}

extern "C" {

// asyncio cancels the task that waits here.
mp_obj_t uapycsp_guest_remove(mp_obj_t self, mp_obj_t) {
  take_back(*object<berth>(self));
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
