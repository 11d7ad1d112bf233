// The module `upycsp`: operations that block a thread, and what its names do besides.
#include "../shared/vm.hpp"

#if MICROPY_PY_THREAD

#include "../shared/library.hpp"
#include "../shared/returned.hpp"
#include "../shared/selection.hpp"
#include "../shared/ticks.hpp"
#include "thread_engine.hpp"
#include "thread_gate.hpp"

extern "C" mp_obj_module_t upycsp_module;

namespace csp::micropython {

using threads = thread_engine;
static_assert(core::channel_engine<threads>);

template <>
struct types<thread_engine> {
  static const mp_obj_type_t& channel() { return upycsp_Channel_type; }
  static const mp_obj_type_t& buffered_channel() { return upycsp_BufferedChannel_type; }
  static const mp_obj_type_t& read_end() { return upycsp_ChannelReadEnd_type; }
  static const mp_obj_type_t& write_end() { return upycsp_ChannelWriteEnd_type; }
  static const mp_obj_type_t& pending_write() { return upycsp_PendingWrite_type; }
  static const mp_obj_type_t& alternative() { return upycsp_Alternative_type; }
};

template <>
waiting<thread_engine>& wait_of_nobody<thread_engine>() {
  return take_wait();
}

namespace {

// True when it is answered already, else it waits.
template <core::side S>
bool begin(thread_wait& w, mp_obj_t value) {
  const thread_lock lock;
  w.value = value;
  w.answer = meet_at_once<S>(*w.channel, &w.value);
  if (w.answer != status::would_wait) return true;
  w.wait(value);
  return false;
}

// Blocks until it is done; null when it has met poison.
template <core::side S>
mp_obj_t operate(core::rendezvous<threads>& at, mp_obj_t value) {
  thread_wait& w = take_wait();
  ::new (static_cast<waiting<threads>*>(&w)) waiting<threads>(at, S, true);
  if (!begin<S>(w, value)) pass_gate(w);
  const bool done = w.answer == status::done;
  const mp_obj_t answer = S == core::side::reader ? w.value : MP_OBJ_NEW_SMALL_INT(0);
  release(w);
  return done ? answer : MP_OBJ_NULL;
}

template <core::side S>
mp_obj_t operate_or_raise(mp_obj_t self, mp_obj_t value) {
  core::rendezvous<threads>& at = *object<end<threads>>(self)->at;
  const mp_obj_t answer = operate<S>(at, value);
  if (answer == MP_OBJ_NULL) raise_poison(about(at).name);
  return answer;
}

// A call with a timeout, or a wrong one.
mp_obj_t call_otherwise(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  mp_obj_t timeout;
  const mp_obj_t guard = guard_with_timeout<threads>(self, n, n_kw, args, &timeout);
  if (timeout != mp_const_none)
    return mp_call_function_2(mp_load_attr(MP_OBJ_FROM_PTR(&upycsp_module), MP_QSTR__within), guard, timeout);
  return guard == self ? operate_or_raise<core::side::reader>(self, MP_OBJ_NULL)
                       : operate_or_raise<core::side::writer>(self, args[0]);
}

// Blocks for a select that waits.
void wait_for_choice(alternative<threads>& a, thread_wait& w) {
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
void abandon_select(alternative<threads>& a, thread_wait& w) {
  decline_schedules(a);
  if (w.undecided()) {
    w.cancel_wait();
  } else {
    pass_gate(w);  // opened already
    if (auto* const read = w.exit_status == status::would_wait ? has_read(a) : nullptr)
      unread(*read->offer.channel, read->value, w.ticket);
  }
  close_select(a, a.count);
}

// A choice that was decided at once.
void date(thread_wait& w) {
  const thread_lock lock;
  w.ticket = core::rendezvous<threads>::next_ticket();
}

mp_obj_t select_from(alternative<threads>& a, bool fair) {
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

// With names of its own beside those in the firmware, for what is written in Python.
void make_globals() {
  const mp_obj_dict_t* const fixed = upycsp_module.globals;
  const mp_obj_t all = mp_obj_new_dict(fixed->map.used + 32);
  for (size_t i = 0; i < fixed->map.alloc; ++i)
    if (mp_map_slot_is_filled(&fixed->map, i))
      mp_obj_dict_store(all, fixed->map.table[i].key, fixed->map.table[i].value);
  MP_STATE_VM(csp_upycsp_globals) = all;
  library::add_thread_processes(object<mp_obj_dict_t>(all), MP_OBJ_FROM_PTR(&upycsp_module));
  upycsp_module.globals = object<mp_obj_dict_t>(all);
}

}  // namespace

extern "C" {

extern const mp_obj_dict_t upycsp_fixed_globals;

// As uapycsp_init.
mp_obj_t upycsp_init() {
  const mp_obj_t loaded = MP_OBJ_FROM_PTR(&MP_STATE_VM(mp_loaded_modules_dict));
  const mp_obj_t name = MP_OBJ_NEW_QSTR(MP_QSTR_upycsp);
  if (mp_map_lookup(&object<mp_obj_dict_t>(loaded)->map, name, MP_MAP_LOOKUP)) return mp_const_none;
  upycsp_module.globals = const_cast<mp_obj_dict_t*>(&upycsp_fixed_globals);
  MP_STATE_VM(csp_free_waits) = nullptr;
  library::enter("upycsp.plugNplay", MP_OBJ_FROM_PTR(&upycsp_plugNplay));
  mp_obj_dict_store(loaded, name, MP_OBJ_FROM_PTR(&upycsp_module));
  if (!MICROPY_PY_THREAD_GIL)
    mp_printf(
        MICROPY_ERROR_PRINTER,
        "upycsp: these threads have no interpreter's lock: a garbage collection may free what one of them moves\n");
  nlr_buf_t nlr;
  if (nlr_push(&nlr) != 0) {  // the next import tries again
    mp_obj_dict_delete(loaded, name);
    nlr_jump(nlr.ret_val);
  }
  make_globals();
  nlr_pop();
  return mp_const_none;
}

mp_obj_t upycsp_channel_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  return make_channel<threads>(type, n, n_kw, args);
}
mp_obj_t upycsp_buffered_channel_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  return make_buffered_channel<threads>(type, n, n_kw, args);
}
void upycsp_channel_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) { channel_attr<threads>(self, attr, dest); }
void upycsp_channel_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  channel_print<threads>(print, self, kind);
}
mp_obj_t upycsp_channel_queue_len(mp_obj_t self) { return queue_len<threads>(self); }
mp_obj_t upycsp_channel_verify(mp_obj_t self) { return verify<threads>(self); }
mp_obj_t upycsp_channel_getiter(mp_obj_t self, mp_obj_iter_buf_t*) {
  return reference(object<channel<threads>>(self)->read);
}

void upycsp_end_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) { end_attr<threads>(self, attr, dest); }
void upycsp_end_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  end_print<threads>(print, self, kind);
}
mp_obj_t upycsp_end_channel(mp_obj_t self) { return channel_of<threads>(self); }

mp_obj_t upycsp_poison(mp_obj_t self) {
  const mp_obj_t found = channel_or_end<threads>(self);
  if (found == MP_OBJ_NULL) raise_about(mp_type_TypeError, "", self, " is no channel, and no end of one");
  poison_object<threads>(found);
  return mp_const_none;
}

mp_obj_t upycsp_read_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  if (n != 0 || n_kw != 0) return call_otherwise(self, n, n_kw, args);
  return operate_or_raise<core::side::reader>(self, MP_OBJ_NULL);
}
mp_obj_t upycsp_write_end_call(mp_obj_t self, size_t n, size_t n_kw, const mp_obj_t* args) {
  if (n != 1 || n_kw != 0) return call_otherwise(self, n, n_kw, args);
  return operate_or_raise<core::side::writer>(self, args[0]);
}
mp_obj_t upycsp_read_end_iternext(mp_obj_t self) { return operate_or_raise<core::side::reader>(self, MP_OBJ_NULL); }

mp_obj_t upycsp_pending_write_new(mp_obj_t self, mp_obj_t value) { return new_pending_write<threads>(self, value); }
void upycsp_pending_write_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  pending_write_print<threads>(print, self, kind);
}

mp_obj_t upycsp_alternative_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  return make_alternative<threads>(type, n, n_kw, args);
}
void upycsp_alternative_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t kind) {
  alternative_print<threads>(print, self, kind);
}
mp_obj_t upycsp_alternative_select(mp_obj_t self) { return select_from(*object<alternative<threads>>(self), true); }
mp_obj_t upycsp_alternative_pri_select(mp_obj_t self) {
  return select_from(*object<alternative<threads>>(self), false);
}
mp_obj_t upycsp_alternative_schedule(mp_obj_t self, mp_obj_t guard, mp_obj_t value) {
  return schedule_guard<threads>(self, guard, value);
}
mp_obj_t upycsp_alternative_exit(size_t, const mp_obj_t*) { return mp_const_none; }

}  // extern "C"

}  // namespace csp::micropython

#endif
