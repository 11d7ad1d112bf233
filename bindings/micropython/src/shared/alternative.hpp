// Alternative: the core's choice, with guards that are Python objects; the same for both modules. See selection.hpp and
// selected.hpp.
#pragma once
#include "pending_write.hpp"

namespace csp::micropython {

template <class E>
struct alternative;

// A guard of a channel, in a block of its own: the channel's queue points to its head, and so keeps the choice alive.
template <class E>
struct channel_guard {
  core::guard_offer<E> offer;
  mp_obj_t value;
  alternative<E>* owner;
};

// What a guard is that is not a channel's; `custom` calls Python.
enum class guard_kind : unsigned char { channel, timer, skip, custom };

template <class E>
struct guard_entry {
  mp_obj_t guard;
  mp_obj_t value;                // what a guard written in Python was scheduled with
  channel_guard<E>* at_channel;  // null for the others
  core::guard_node<E> other;
  bool enabled;  // by its method, and is to be disabled
  guard_kind kind;
};

template <class E>
struct alternative {
  mp_obj_base_t base;
  mp_obj_t prepared;  // of `uapycsp`: how it selects when it is awaited; null: not at all
  void* selecting;    // the head of the block of who selects; null when no guard can be scheduled
  mp_obj_t result;    // the tuple to be returned, made before anything is decided
  std::uint16_t count;
  std::uint16_t turn;  // where the next fair select begins
  bool busy;
  bool enabling;  // does not wait yet; `early` is then the guard written in Python that was scheduled, or count
  bool timed;
  std::uint16_t early;
  std::uint16_t timer;  // the one that ends first
  mp_uint_t deadline;   // and when it does, in ticks
  union {
    core::choice<E> choice;
  };
  guard_entry<E> guards[];

  core::guard_node<E>** nodes() { return reinterpret_cast<core::guard_node<E>**>(guards + count); }
  core::guard_set::word* words() { return reinterpret_cast<core::guard_set::word*>(nodes() + count); }

  static size_t size(unsigned n) {
    return sizeof(alternative) + n * (sizeof(guard_entry<E>) + sizeof(core::guard_node<E>*)) +
           3 * core::guard_set::words_for(n) * sizeof(core::guard_set::word);
  }
};

// As the core wants to see it.
template <class E, core::side S>
struct typed_guard : core::guard_offer<E> {
  explicit typed_guard(core::rendezvous<E>& at) : core::guard_offer<E>(at, S, true, false) {}

  static constexpr core::guard_kind waits_for = core::guard_kind::channel;
  static constexpr core::side my_end = S;

  static bool try_meet_any(core::guard_offer<E>& b) {
    return core::try_meet_any<mp_obj_t, S>(*b.channel, static_cast<mp_obj_t*>(b.payload),
                                           static_cast<core::evicted_value<mp_obj_t>*>(nullptr), b.owner_choice);
  }
};

struct timer {
  mp_obj_base_t base;
  mp_uint_t milliseconds;  // to be waited by the clock, so that none is too short
  mp_obj_t seconds;
};

// The Timer or Skip that an object is, or that one of an extended class has in it; null: it is none.
inline mp_obj_t as_ready_made(mp_obj_t o, const mp_obj_type_t& type) {
  if (has_type(o, type)) return o;
  if (!mp_obj_is_obj(o) || !mp_obj_is_instance_type(mp_obj_get_type(o))) return MP_OBJ_NULL;
  return mp_obj_cast_to_native_base(o, MP_OBJ_FROM_PTR(&type));
}
inline timer& timer_in(mp_obj_t guard) { return *object<timer>(as_ready_made(guard, csp_Timer_type)); }

// Of a guard that is not a channel's. A class that has an enable() of its own is asked by it, whatever it extends.
// Raises TypeError for what is no guard.
guard_kind kind_of(mp_obj_t guard);

// An object of a class that extends Timer may have been given other seconds.
void read_seconds(mp_obj_t guard);

template <class E>
channel_guard<E>* new_channel_guard(alternative<E>& a, mp_obj_t g) {
  const bool reads = has_type(g, types<E>::read_end());
  if (!reads && !has_type(g, types<E>::pending_write())) return nullptr;
  auto* const made = static_cast<channel_guard<E>*>(m_malloc0(sizeof(channel_guard<E>)));
  if (reads) {
    ::new (&made->offer) typed_guard<E, core::side::reader>(*object<end<E>>(g)->at);
  } else {
    ::new (&made->offer) typed_guard<E, core::side::writer>(*object<pending_write<E>>(g)->to->at);
  }
  made->owner = &a;
  return made;
}

// Alternative(*guards)
template <class E>
mp_obj_t make_alternative(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_arg_check_num(n, n_kw, 0, MP_OBJ_FUN_ARGS_MAX, false);
  if (n == 0) mp_raise_ValueError(MP_ERROR_TEXT("an Alternative needs at least one guard"));
  if (n > 0x7fff) mp_raise_ValueError(MP_ERROR_TEXT("an Alternative has at most 32767 guards"));
  auto* const a = static_cast<alternative<E>*>(m_malloc0(alternative<E>::size(n)));
  a->base.type = type;
  a->count = static_cast<std::uint16_t>(n);
  for (size_t i = 0; i < n; ++i) {
    guard_entry<E>& g = a->guards[i];
    g.guard = args[i];
    g.at_channel = new_channel_guard<E>(*a, args[i]);
    g.kind = g.at_channel ? guard_kind::channel : kind_of(args[i]);
    ::new (&g.other)
        core::guard_node<E>(g.kind == guard_kind::timer ? core::guard_kind::time : core::guard_kind::nothing);
  }
  return reference(a);
}

template <class E>
void alternative_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  auto& a = *object<alternative<E>>(self);
  mp_printf(print, "<Alternative of");
  for (unsigned i = 0; i < a.count; ++i) {
    mp_printf(print, i ? ", " : " ");
    mp_obj_print_helper(print, a.guards[i].guard, PRINT_REPR);
  }
  mp_printf(print, ">");
}

}  // namespace csp::micropython
