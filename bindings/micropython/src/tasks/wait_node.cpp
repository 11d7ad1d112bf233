// Waiting in a task of asyncio: parking, waking, going on, being cancelled.
#include "wait_node.hpp"

#include "../shared/returned.hpp"
#include "choosing_task.hpp"
#include "process.hpp"

namespace csp::micropython {
namespace {

void park(wait_node& b) { b.waiter()->data = reference(&b); }

// Its task goes on, unless it is on the queue already or waits elsewhere, as when a coroutine of it was left where it
// waits: then it will find the answer.
inline void wake(wait_node& b, task& t) {
  if (b.kind == core::wait_for::choice && has_deadline(b)) {
    if (t.data != mp_const_none) return;  // it is cancelled: what it has chosen goes back
    unschedule(t);
  } else if (t.data != reference(&b)) {
    return;
  }
  schedule(t);
}

[[noreturn]] void release_and_raise(wait_node& b, core::rendezvous<asyncio_engine>& at) {
  release(b);
  raise_poison(about(at).name);
}

// Of an operation that was not done: something else has resumed the task, or it has met the end of its channel.
mp_obj_t wait_on(wait_node& b) {
  if (!b.undecided()) release_and_raise(b, *b.channel);
  b.waiter()->data = reference(&b);
  return mp_const_none;
}

[[gnu::noinline]] void release_borrowed(wait_node& b) {
  b.kind = core::wait_for::nothing;
  b.value = b.coro = MP_OBJ_NULL;
  b.data = reference(static_cast<wait_node*>(MP_STATE_VM(csp_free_nodes)));
  MP_STATE_VM(csp_free_nodes) = &b;
}

[[gnu::noinline]] void wake_borrowed(wait_node& b) {
  if (task* const t = b.waiter()) return wake(b, *t);
  release(b);
}

}  // namespace

void asyncio_engine::ready(core::party<asyncio_engine>& p) {
  wait_node& b = wait_node::of(p);
  b.ticket = core::rendezvous<asyncio_engine>::next_ticket();
  if (b.is_borrowed()) return wake_borrowed(b);
  wake(b, b);
}

mp_obj_t required(mp_obj_t current) {
  if (current == mp_const_none)
    mp_raise_msg(&mp_type_RuntimeError,
                 MP_ERROR_TEXT("await outside of a task: start the program with run_CSP or asyncio.run"));
  return current;
}

wait_node& borrow_node(mp_obj_t waiter) {
  auto* borrowed = static_cast<wait_node*>(MP_STATE_VM(csp_free_nodes));
  if (borrowed) {
    MP_STATE_VM(csp_free_nodes) = object<wait_node>(borrowed->data);
  } else {
    borrowed = static_cast<wait_node*>(m_malloc0(sizeof(wait_node)));
    borrowed->heap.base.type = &wait_node::node_type();
  }
  borrowed->coro = waiter;
  borrowed->data = MP_OBJ_NULL;
  return *borrowed;
}

void release(wait_node& b) {
  if (b.is_borrowed()) return release_borrowed(b);
  b.kind = core::wait_for::nothing;
  b.value = MP_OBJ_NULL;
}

template <core::side S>
mp_obj_t begin_operation(wait_node& b, core::rendezvous<asyncio_engine>& at, mp_obj_t value) {
  mp_obj_t answer = value;
  const status met = meet_at_once<S>(at, &answer);
  if (met == status::would_wait) {
    b.renew(at, S, true);
    b.wait(value);
    park(b);
    return mp_const_none;
  }
  if (met != status::done) release_and_raise(b, at);
  return mp_make_stop_iteration(S == core::side::reader ? answer : MP_OBJ_NEW_SMALL_INT(0));
}
template mp_obj_t begin_operation<core::side::reader>(wait_node&, core::rendezvous<asyncio_engine>&, mp_obj_t);
template mp_obj_t begin_operation<core::side::writer>(wait_node&, core::rendezvous<asyncio_engine>&, mp_obj_t);

mp_obj_t go_on(wait_node& b) {
  if (b.is_choice()) return go_on_choosing(b);
  if (b.answer != status::done) return wait_on(b);
  const mp_obj_t end = mp_make_stop_iteration(b.my_side == core::side::reader ? b.value : MP_OBJ_NEW_SMALL_INT(0));
  release(b);
  return end;
}

void abandon(wait_node& b) {
  if (b.is_choice()) return abandon_choice(b);
  take_back(b);
  const bool has_read = b.has_read();
  core::rendezvous<asyncio_engine>* const at = b.channel;
  const mp_obj_t value = b.value;
  const std::uint32_t ticket = b.ticket;
  release(b);
  if (has_read) unread(*at, value, ticket);
}

void take_back(wait_node& b) {
  if (!b.undecided()) return;
  b.cancel_wait();
  if (b.kind == core::wait_for::one) b.channel = nullptr;
}

template <>
waiting<asyncio_engine>& wait_of_nobody<asyncio_engine>() {
  return borrow_node(MP_OBJ_NULL);
}

extern "C" {

// asyncio cancels the task that waits here.
mp_obj_t uapycsp_wait_node_remove(mp_obj_t self, mp_obj_t waiter) {
  wait_node& b = *object<wait_node>(self);
  if (b.coro == waiter) take_back(b);  // else that task was closed, and the wait node is another's
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython

namespace csp::core {

template bool try_meet_any<mp_obj_t, side::reader>(rendezvous<micropython::asyncio_engine>&, mp_obj_t*,
                                                   evicted_value<mp_obj_t>*,
                                                   const choice<micropython::asyncio_engine>*);
template bool try_meet_any<mp_obj_t, side::writer>(rendezvous<micropython::asyncio_engine>&, mp_obj_t*,
                                                   evicted_value<mp_obj_t>*,
                                                   const choice<micropython::asyncio_engine>*);

}  // namespace csp::core
