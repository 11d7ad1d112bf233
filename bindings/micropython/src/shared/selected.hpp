// How a select ends: by a guard that is scheduled too; what it returns, and that the others are disabled. The same for
// both modules.
#pragma once
#include "alternative.hpp"

namespace csp::micropython {

// Calls disable() of those that were enabled and are not chosen, and then another select may begin. Returns the first
// exception that one of them raised; null: none.
template <class E>
void* close_select(alternative<E>& a, unsigned chosen) {
  void* raised = nullptr;
  for (unsigned i = 0; i < a.count; ++i) {
    guard_entry<E>& g = a.guards[i];
    if (!g.enabled || i == chosen) continue;
    g.enabled = false;
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
      mp_obj_t method[3];
      mp_load_method(g.guard, MP_QSTR_disable, method);
      method[2] = reference(&a);
      mp_call_method_n_kw(1, 0, method);
      nlr_pop();
    } else if (!raised) {
      raised = nlr.ret_val;
    }
  }
  typename E::scoped_lock lock;
  a.busy = false;
  return raised;
}

// It is decided, or given up: no guard can be scheduled any more. Before whoever waited does anything else.
template <class E>
void decline_schedules(alternative<E>& a) {
  typename E::scoped_lock lock;
  a.selecting = nullptr;
}

template <class E>
mp_obj_t poisoned_name(alternative<E>& a) {
  for (unsigned i = 0; i < a.count; ++i) {
    channel_guard<E>* const g = a.guards[i].at_channel;
    if (g && g->offer.channel->has_ended_for(g->offer.my_side)) return about(*g->offer.channel).name;
  }
  return MP_OBJ_NEW_QSTR(MP_QSTR_);
}

// The value that the chosen guard has read, to be given back; null when it has read none.
template <class E>
channel_guard<E>* has_read(alternative<E>& a) {
  if (a.choice.chosen() >= a.count) return nullptr;
  channel_guard<E>* const g = a.guards[a.choice.chosen()].at_channel;
  return g && g->offer.my_side == core::side::reader && g->offer.answer == status::done ? g : nullptr;
}

// The answer of a select that is decided, and whose schedules are declined. Raises poison, and what a guard's disable()
// raises: then lose(channel, value) is called with what was read.
template <class E, class Lose>
mp_obj_t answer_of(alternative<E>& a, status exit_status, Lose lose) {
  const unsigned i = a.choice.chosen();
  const mp_obj_t result = a.result;
  a.result = MP_OBJ_NULL;
  if (exit_status != core::alive) {
    const mp_obj_t name = poisoned_name(a);
    if (void* const raised = close_select(a, a.count)) nlr_jump(raised);
    raise_poison(name);
  }
  guard_entry<E>& g = a.guards[i];
  mp_obj_t value = g.value;
  if (g.at_channel) {
    value = g.at_channel->offer.my_side == core::side::reader ? g.at_channel->value : MP_OBJ_NEW_SMALL_INT(0);
    g.at_channel->value = MP_OBJ_NULL;
  }
  g.value = MP_OBJ_NULL;
  a.turn = static_cast<std::uint16_t>((i + 1) % a.count);
  object<mp_obj_tuple_t>(result)->items[0] = g.guard;
  object<mp_obj_tuple_t>(result)->items[1] = value;
  if (void* const raised = close_select(a, i)) {
    if (g.at_channel && g.at_channel->offer.my_side == core::side::reader) lose(*g.at_channel->offer.channel, value);
    nlr_jump(raised);
  }
  return result;
}

// alt.schedule(guard, value): True when that guard is selected with it; False when the select is over.
template <class E>
mp_obj_t schedule_guard(mp_obj_t self, mp_obj_t guard, mp_obj_t value) {
  auto& a = *object<alternative<E>>(self);
  unsigned i = 0;
  while (i < a.count && a.guards[i].guard != guard) ++i;
  if (i == a.count) raise_about(mp_type_ValueError, "", guard, " is no guard of this Alternative");
  typename E::scoped_lock lock;
  if (!a.selecting || !a.guards[i].enabled) return mp_const_false;
  if (a.enabling && a.early == a.count) {
    a.early = static_cast<std::uint16_t>(i);
    a.guards[i].value = value;
    return mp_const_true;
  }
  if (a.enabling || a.choice.owner()->pending == 0) return mp_const_false;
  a.guards[i].value = value;
  a.choice.on_timeout(i);
  return mp_const_true;
}

}  // namespace csp::micropython
