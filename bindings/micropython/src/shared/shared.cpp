// What both modules have in common: poison, guards without a channel, and the names that are written in Python.
#include "alternative.hpp"

namespace csp {

// A rule of the core's was broken. The machine's exceptions are no C++ exceptions: they may leave this.
void misuse(std::string_view rule, std::string_view, unsigned) noexcept {
  mp_raise_msg_varg(&mp_type_RuntimeError, MP_ERROR_TEXT("csp: %s"), rule.data());
}

}  // namespace csp

namespace csp::micropython {

void raise_about(const mp_obj_type_t& type, const char* before, mp_obj_t about, const char* after) {
  vstr_t text;
  mp_print_t print;
  vstr_init_print(&text, 64, &print);
  mp_print_str(&print, before);
  mp_obj_print_helper(&print, about, PRINT_REPR);
  mp_print_str(&print, after);
  const mp_obj_t message = mp_obj_new_str_from_vstr(&text);
  nlr_raise(mp_obj_new_exception_args(&type, 1, &message));
}

void require_known_names(size_t n_kw, const mp_obj_t* named, const mp_arg_t* allowed, size_t n_allowed) {
  for (size_t i = 0; i < n_kw; ++i) {
    size_t k = 0;
    while (k < n_allowed && MP_OBJ_NEW_QSTR(allowed[k].qst) != named[2 * i]) ++k;
    if (k == n_allowed) raise_about(mp_type_TypeError, "there is no argument ", named[2 * i], "");
  }
}

// Its text is made only when there is memory for it.
void raise_poison(mp_obj_t name) {
  if (mp_obj_is_str(name))
    mp_raise_msg_varg(&mp_type_ChannelPoisonException, MP_ERROR_TEXT("channel '%s' was poisoned"),
                      mp_obj_str_get_str(name));
  mp_raise_msg(&mp_type_ChannelPoisonException, MP_ERROR_TEXT("a channel was poisoned"));
}

guard_kind kind_of(mp_obj_t guard) {
  const bool is_instance = mp_obj_is_obj(guard) && mp_obj_is_instance_type(mp_obj_get_type(guard));
  if (is_instance && is_exception(guard, csp_Guard_type)) {
    mp_obj_t enable[2];
    mp_load_method(guard, MP_QSTR_enable, enable);
    if (enable[0] != MP_OBJ_FROM_PTR(&csp_guard_enable_obj)) return guard_kind::custom;
  }
  if (as_ready_made(guard, csp_Timer_type) != MP_OBJ_NULL) return guard_kind::timer;
  if (as_ready_made(guard, csp_Skip_type) != MP_OBJ_NULL) return guard_kind::skip;
  if (as_ready_made(guard, csp_Guard_type) != MP_OBJ_NULL) return guard_kind::custom;
  raise_about(mp_type_TypeError, "", guard,
              " is no guard: give a read end (c.read, not c.read()), alt_pending_write, Timer, Skip or a Guard");
}

namespace {

// Delays are at most half of the clock's period, and as the pure package has them where that is long.
constexpr mp_int_t longest_delay = MICROPY_PY_TIME_TICKS_PERIOD / 2 - 1;
constexpr int seconds_below =
    longest_delay / 1000 < 1'000'000'000 ? static_cast<int>(longest_delay / 1000) : 1'000'000'000;

// Rounded up, and one more, for the clock from which they are counted has been rounded down.
mp_uint_t at_least(mp_float_t exact) {
  const auto whole = static_cast<mp_uint_t>(exact);
  return whole + (static_cast<mp_float_t>(whole) < exact) + 1;
}

mp_uint_t milliseconds(mp_obj_t seconds) {
  const mp_float_t given = mp_obj_get_float(seconds);
  if (!(given < static_cast<mp_float_t>(seconds_below)))
    mp_raise_msg_varg(&mp_type_ValueError, MP_ERROR_TEXT("a Timer takes less than %d seconds"), seconds_below);
  return given <= 0 ? 0 : at_least(given * 1000);
}

}  // namespace

void read_seconds(mp_obj_t guard) {
  timer& t = timer_in(guard);
  const mp_obj_t seconds = mp_load_attr(guard, MP_QSTR_seconds);
  if (seconds == t.seconds) return;
  t.milliseconds = milliseconds(seconds);
  t.seconds = seconds;
}

extern "C" {

mp_obj_t csp_nothing_iternext(mp_obj_t) { return mp_make_stop_iteration(MP_OBJ_NULL); }

mp_obj_t csp_skip_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t*) {
  mp_arg_check_num(n, n_kw, 0, 0, false);
  auto* const skip = mp_obj_malloc(mp_obj_base_t, type);
  return reference(skip);
}

mp_obj_t csp_timer_make_new(const mp_obj_type_t* type, size_t n, size_t n_kw, const mp_obj_t* args) {
  static const mp_arg_t allowed[] = {{MP_QSTR_seconds, MP_ARG_REQUIRED | MP_ARG_OBJ, {.u_obj = MP_OBJ_NULL}}};
  mp_arg_val_t given[1];
  parse_arguments(n, n_kw, args, allowed, given);
  auto* const t = mp_obj_malloc(timer, type);
  t->seconds = given[0].u_obj;
  t->milliseconds = milliseconds(t->seconds);
  return reference(t);
}

void csp_timer_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (attr != MP_QSTR_seconds) return;
  timer& t = *object<timer>(self);
  if (dest[0] == MP_OBJ_NULL) {
    dest[0] = t.seconds;
  } else if (dest[1] != MP_OBJ_NULL) {
    t.milliseconds = milliseconds(dest[1]);
    t.seconds = dest[1];
    dest[0] = MP_OBJ_NULL;
  }
}

void csp_timer_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  mp_printf(print, "Timer(");
  mp_obj_print_helper(print, object<timer>(self)->seconds, PRINT_REPR);
  mp_printf(print, ")");
}

mp_obj_t csp_guard_make_new(const mp_obj_type_t* type, size_t, size_t, const mp_obj_t*) {
  auto* const g = mp_obj_malloc(mp_obj_base_t, type);
  return reference(g);
}

// What a guard does that extends nothing: it is never ready. A select asks those that are in the firmware otherwise.
mp_obj_t csp_guard_enable(mp_obj_t self, mp_obj_t) {
  if (has_type(self, csp_Timer_type))
    mp_raise_TypeError(MP_ERROR_TEXT("enable() of a Timer is in the pure package only: give it to the Alternative"));
  if (has_type(self, csp_Skip_type)) {
    const mp_obj_t at_once[] = {mp_const_true, mp_const_none};
    return mp_obj_new_tuple(2, at_once);
  }
  const mp_obj_t never[] = {mp_const_false, mp_const_none};
  return mp_obj_new_tuple(2, never);
}
mp_obj_t csp_guard_disable(mp_obj_t, mp_obj_t) { return mp_const_none; }

}  // extern "C"

}  // namespace csp::micropython
