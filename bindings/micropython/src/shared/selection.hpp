// The steps of a select until it is decided, or waits; the same for both modules.
#pragma once
#include "selected.hpp"
#include "waiting.hpp"

namespace csp::micropython {

// The steps of a select. Those that call Python run without the lock.
template <class E>
class selection {
 public:
  selection(alternative<E>& a, core::party<E>& me, mp_uint_t now) : a_(a), me_(me), now_(now) {}

  // Nothing may have happened when this raises. `who` is the head of the block of who selects.
  void open(bool fair, void* who) {
    for (unsigned i = 0; i < a_.count; ++i) raise_if_unfit(i);
    const mp_obj_t result = mp_obj_new_tuple(2, nullptr);
    if (!take())
      mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("this Alternative is in use: give each process its own"));
    a_.result = result;
    from_ = fair ? a_.turn : 0;
    prepare();
    typename E::scoped_lock lock;
    a_.selecting = who;
  }

  // True when it is decided, else it waits now. Raises what a guard raises, and is then closed.
  bool begin() {
    enable(true);
    if (choose(false)) return true;
    enable(false);
    return choose(true);
  }

 private:
  void raise_if_unfit(unsigned i) {
    channel_guard<E>* const g = a_.guards[i].at_channel;
    if (a_.guards[i].kind == guard_kind::timer && !has_type(a_.guards[i].guard, csp_Timer_type))
      read_seconds(a_.guards[i].guard);
    if (g && g->offer.channel->has_ended_for(g->offer.my_side)) raise_poison(about(*g->offer.channel).name);
  }

  bool take() {
    typename E::scoped_lock lock;
    return !std::exchange(a_.busy, true);
  }

  void prepare() {
    a_.timed = a_.enabling = false;
    a_.early = a_.count;
    ::new (&me_) core::party<E>();
    ::new (&a_.choice) core::choice<E>(a_.nodes(), a_.words(), a_.count, false);
    for (unsigned i = 0; i < a_.count; ++i) enlist(i);
  }

  void enlist(unsigned i) {
    guard_entry<E>& g = a_.guards[i];
    g.enabled = false;
    g.value = mp_const_none;
    if (g.at_channel) {
      core::guard_offer<E>& b = g.at_channel->offer;
      b.answer = core::undecided;
      b.payload = &g.at_channel->value;
      g.at_channel->value = b.my_side == core::side::writer ? object<pending_write<E>>(g.guard)->value : MP_OBJ_NULL;
      if (b.my_side == core::side::reader) {
        a_.choice.enlist(static_cast<typed_guard<E, core::side::reader>&>(b), i);
      } else {
        a_.choice.enlist(static_cast<typed_guard<E, core::side::writer>&>(b), i);
      }
    } else {
      a_.choice.enlist(g.other, i);
      if (g.kind == guard_kind::timer) return enlist_timer(i);
      a_.choice.set_ready(i, g.kind == guard_kind::skip);
    }
  }
  void enlist_timer(unsigned i) {
    const mp_uint_t delay = timer_in(a_.guards[i].guard).milliseconds;
    a_.choice.set_ready(i, delay == 0);
    if (a_.timed && delay >= shortest_) return;
    shortest_ = delay;
    a_.timed = true;
    a_.timer = static_cast<std::uint16_t>(i);
    a_.deadline = (now_ + delay) & (MICROPY_PY_TIME_TICKS_PERIOD - 1);
  }

  bool is_ready(guard_entry<E>& g, unsigned i) {
    if (g.kind == guard_kind::skip) return true;
    if (g.kind == guard_kind::timer) return timer_in(g.guard).milliseconds == 0;
    if (a_.early == i) return true;
    return g.at_channel && g.at_channel->offer.channel->may_meet(g.at_channel->offer.my_side);
  }

  // Enables the guards written in Python; up to the first guard that is ready, or those that are left.
  void enable(bool until_ready) {
    a_.enabling = true;
    for (unsigned k = 0; k < a_.count && a_.early == a_.count; ++k) {
      const unsigned i = (from_ + k) % a_.count;
      guard_entry<E>& g = a_.guards[i];
      if (g.kind == guard_kind::custom && !g.enabled) enable(g, i);
      if (until_ready && is_ready(g, i)) break;
    }
  }
  void enable(guard_entry<E>& g, unsigned i) {
    nlr_buf_t nlr;
    if (nlr_push(&nlr) == 0) {
      g.enabled = true;
      mp_obj_t method[3];
      mp_load_method(g.guard, MP_QSTR_enable, method);
      method[2] = reference(&a_);
      const mp_obj_t answer = mp_call_method_n_kw(1, 0, method);
      if (!mp_obj_is_type(answer, &mp_type_tuple) || object<mp_obj_tuple_t>(answer)->len != 2)
        raise_about(mp_type_TypeError, "enable() of a guard must return (ready, value), not ", answer, "");
      if (mp_obj_is_true(object<mp_obj_tuple_t>(answer)->items[0]))
        note_early(g, i, object<mp_obj_tuple_t>(answer)->items[1]);
      nlr_pop();
    } else {
      decline_schedules(a_);
      close_select(a_, a_.count);
      nlr_jump(nlr.ret_val);
    }
  }
  void note_early(guard_entry<E>& g, unsigned i, mp_obj_t value) {
    typename E::scoped_lock lock;
    if (a_.early != a_.count) return;
    a_.early = static_cast<std::uint16_t>(i);
    g.value = value;
  }

  bool choose(bool may_wait) {
    typename E::scoped_lock lock;
    const bool is_early = a_.early != a_.count;  // then it is selected, whoever has come to a channel meanwhile
    if (is_early) {
      a_.choice.set_ready(a_.early, true);
    } else {
      for (unsigned i = 0; i < a_.count; ++i) look(i);
    }
    const bool decided = a_.choice.begin(me_, is_early ? a_.early : from_);
    a_.enabling = !decided && !may_wait;
    if (a_.enabling || decided) return decided;
    a_.choice.wait(me_);
    return false;
  }
  void look(unsigned i) {
    channel_guard<E>* const g = a_.guards[i].at_channel;
    if (!g) return;
    if (g->offer.my_side == core::side::reader) {
      a_.choice.look_at(static_cast<typed_guard<E, core::side::reader>&>(g->offer), i);
    } else {
      a_.choice.look_at(static_cast<typed_guard<E, core::side::writer>&>(g->offer), i);
    }
  }

  alternative<E>& a_;
  core::party<E>& me_;
  mp_uint_t now_;
  unsigned from_ = 0;
  mp_uint_t shortest_ = 0;
};

}  // namespace csp::micropython
