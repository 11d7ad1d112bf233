// @process, and the life of what it makes.
#include "process.hpp"

#include <cstring>

#include "channel_of_tasks.hpp"
#include "group.hpp"

namespace csp::micropython {
namespace {

struct process_function {
  mp_obj_base_t base;
  mp_obj_t function;
  bool verbose_poison;
  bool propagate;
};

// The beginning of the machine's generators, which its headers do not tell.
struct generator {
  mp_obj_base_t base;
  mp_obj_t pending;
  mp_code_state_t code_state;
};

bool is_generator(mp_obj_t o) { return has_type(o, mp_type_gen_instance); }

bool has_method(mp_obj_t o, qstr name) {
  mp_obj_t found[2];
  mp_load_method_maybe(o, name, found);
  return found[0] != MP_OBJ_NULL;
}

process& new_process(mp_obj_t coro, mp_obj_t ends) {
  auto* const p = static_cast<process*>(m_malloc0(sizeof(process)));
  p->heap.base.type = &uapycsp_Process_type;
  p->coro = coro;
  p->data = mp_const_none;
  p->ph_key = MP_OBJ_NEW_SMALL_INT(0);
  p->ends = ends;
  return *p;
}

// `o` as an object of a type of the machine's, which it may extend; null: it is none.
mp_obj_t as(const mp_obj_type_t& type, mp_obj_t o) {
  if (!mp_obj_is_obj(o) || !is_exception(o, type)) return MP_OBJ_NULL;
  return mp_obj_is_instance_type(mp_obj_get_type(o)) ? mp_obj_cast_to_native_base(o, MP_OBJ_FROM_PTR(&type)) : o;
}

bool may_hold_ends(mp_obj_t o) {
  for (const mp_obj_type_t* type : {&mp_type_list, &mp_type_tuple, &mp_type_dict})
    if (as(*type, o) != MP_OBJ_NULL) return true;
  return false;
}

// What a process that ends badly poisons, out of its arguments; a keyword's name is none of them.
mp_obj_t ends_among(const process_function& f, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  size_t count = f.verbose_poison ? 1 : 0;
  mp_obj_t last = mp_const_none;
  const auto each = [&](auto visit) {
    for (size_t i = 0; f.propagate && i < n_args + 2 * n_kw; ++i) {
      const bool is_keyword = i >= n_args && (i - n_args) % 2 == 0;
      const mp_obj_t end = is_keyword ? MP_OBJ_NULL : channel_or_end(args[i]);
      if (end != MP_OBJ_NULL) {
        visit(end);
      } else if (!is_keyword && may_hold_ends(args[i])) {
        visit(args[i]);
      }
    }
  };
  each([&](mp_obj_t o) {
    ++count;
    last = o;
  });
  if (count <= 1 && !f.verbose_poison && !mp_obj_is_type(last, &mp_type_tuple)) return last;
  auto* const all = object<mp_obj_tuple_t>(mp_obj_new_tuple(count, nullptr));
  size_t i = 0;
  if (f.verbose_poison) all->items[i++] = mp_const_none;
  each([&](mp_obj_t o) { all->items[i++] = o; });
  return reference(all);
}

// Inside of so many lists, tuples and dictionaries ends are found: they may hold themselves.
constexpr unsigned deepest = 9;

void poison_ends(mp_obj_t ends, unsigned depth = 0) {
  const mp_obj_t end = channel_or_end(ends);
  if (end != MP_OBJ_NULL) return poison(end);
  if (depth > deepest || !may_hold_ends(ends)) return;
  if (const mp_obj_t o = as(mp_type_dict, ends); o != MP_OBJ_NULL) {
    const mp_map_t& map = object<mp_obj_dict_t>(o)->map;
    for (size_t i = 0; i < map.alloc; ++i)
      if (mp_map_slot_is_filled(&map, i)) poison_ends(map.table[i].value, depth + 1);
    return;
  }
  const mp_obj_t list = as(mp_type_list, ends);
  size_t n;
  mp_obj_t* items;
  mp_obj_get_array(list != MP_OBJ_NULL ? list : as(mp_type_tuple, ends), &n, &items);
  for (size_t i = 0; i < n; ++i) poison_ends(items[i], depth + 1);
}

bool tells_of_poison(mp_obj_t ends) {
  return mp_obj_is_type(ends, &mp_type_tuple) && object<mp_obj_tuple_t>(ends)->items[0] == mp_const_none;
}

qstr name_of(const process& p) {
  if (is_finished(p)) return MP_OBJ_QSTR_VALUE(p.coro);
  if (!is_generator(p.coro)) return MP_QSTR_;
  return mp_obj_fun_get_name(MP_OBJ_FROM_PTR(object<generator>(p.coro)->code_state.fun_bc));
}

// Of what is no generator, exceptions come as long jumps.
[[gnu::noinline]] mp_vm_return_kind_t resume_other(process& p, mp_obj_t send, mp_obj_t exception, mp_obj_t* answer) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    if (p.ends == MP_OBJ_SENTINEL) {
      p.ends = MP_OBJ_NULL;
      if (exception != MP_OBJ_NULL) nlr_raise(mp_make_raise_obj(exception));
      p.coro = mp_getiter(p.coro, nullptr);
    }
    const mp_vm_return_kind_t kind =
        mp_resume(p.coro, exception == MP_OBJ_NULL ? send : MP_OBJ_NULL, exception, answer);
    nlr_pop();
    return kind;
  }
  *answer = MP_OBJ_FROM_PTR(nlr.ret_val);
  if (!is_exception(*answer, mp_type_StopIteration)) return MP_VM_RETURN_EXCEPTION;
  *answer = mp_obj_exception_get_value(*answer);
  return MP_VM_RETURN_NORMAL;
}

// It has ended with an exception, which may be poison: then that is its whole story.
[[gnu::noinline]] mp_vm_return_kind_t end_badly(process& p, qstr name, mp_obj_t* answer) {
  if (wraps(p) || !is_exception(*answer, mp_type_Exception)) return MP_VM_RETURN_EXCEPTION;
  const mp_obj_t ends = p.ends;
  const bool by_poison = is_exception(*answer, mp_type_ChannelPoisonException);
  p.ends = by_poison ? mp_const_true : mp_const_false;
  poison_ends(ends);
  if (!by_poison) return MP_VM_RETURN_EXCEPTION;
  if (tells_of_poison(ends)) mp_printf(&mp_plat_print, "process %q was poisoned\n", name);
  *answer = mp_const_none;
  return MP_VM_RETURN_NORMAL;
}

// It has ended, and a coroutine that it did not finish still waits. What a guard raises then comes out of the process.
[[gnu::noinline]] void leave_wait(process& p, mp_vm_return_kind_t& kind, mp_obj_t* answer) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    abandon(p);
    nlr_pop();
    return;
  }
  kind = MP_VM_RETURN_EXCEPTION;
  *answer = MP_OBJ_FROM_PTR(nlr.ret_val);
}

// The function that it was made of: a callable in front, or options only.
mp_obj_t new_function(mp_obj_t function, bool verbose_poison, bool propagate) {
  if (!mp_obj_is_callable(function))
    raise_about(mp_type_TypeError, "@process stands before 'async def', not before ", function, "");
  auto* const f = mp_obj_malloc(process_function, &uapycsp_ProcessFunction_type);
  f->function = function;
  f->verbose_poison = verbose_poison;
  f->propagate = propagate;
  return reference(f);
}

mp_obj_t raise_or_answer(mp_vm_return_kind_t kind, mp_obj_t answer) {
  if (kind == MP_VM_RETURN_YIELD) return answer;
  if (kind == MP_VM_RETURN_EXCEPTION) nlr_raise(answer);
  mp_raise_StopIteration(answer == mp_const_none ? MP_OBJ_NULL : answer);
}

// Of one that has ended in a Parallel, on the loop of this module.
mp_obj_t outcome_in_group(process& p) {
  if (p.ends == mp_const_false) nlr_raise(mp_make_raise_obj(p.value));
  return mp_make_stop_iteration(p.value);
}

// As a task of asyncio does it.
const mp_getiter_iternext_custom_t& iteration_of_tasks() {
  return *static_cast<const mp_getiter_iternext_custom_t*>(MP_OBJ_TYPE_GET_SLOT(&context::task_type(), iter));
}

void attribute_of_tasks(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  MP_OBJ_TYPE_GET_SLOT(&context::task_type(), attr)(self, attr, dest);
}

void forget_ended(mp_obj_list_t& all) {
  size_t left = 0;
  for (size_t i = 0; i < all.len; ++i)
    if (!object<task>(all.items[i])->has_ended()) all.items[left++] = all.items[i];
  while (all.len > left) all.items[--all.len] = MP_OBJ_NULL;
}

// In small steps: it is a part of what a process costs.
void make_room(mp_obj_list_t& all) {
  constexpr size_t step = 16;
  forget_ended(all);
  if (all.len < all.alloc) return;
  all.items = m_renew(mp_obj_t, all.items, all.alloc, all.alloc + step);
  all.alloc += step;
  mp_seq_clear(all.items, all.len, all.alloc, sizeof(mp_obj_t));
}

// Nobody may wait for it, and a network that ends is to end it: it is kept until it has ended. May raise MemoryError.
void remember(process& p) {
  if (MP_STATE_VM(csp_spawned) == MP_OBJ_NULL) MP_STATE_VM(csp_spawned) = mp_obj_new_list(0, nullptr);
  auto& all = *object<mp_obj_list_t>(MP_STATE_VM(csp_spawned));
  if (all.len == all.alloc) make_room(all);
  mp_obj_list_append(MP_STATE_VM(csp_spawned), reference(&p));
}

// A process that runs as a task is resumed as that task only; any other is called, by whoever resumes it first.
void require_turn(process& p) {
  if (p.state == MP_OBJ_NULL) p.state = reference(&p);
  if (p.state != reference(&p) && !p.has_ended() && context::current() != reference(&p))
    mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("a process that runs as a task is resumed by another"));
}

}  // namespace

mp_vm_return_kind_t resume(process& p, mp_obj_t send, mp_obj_t exception, mp_obj_t* answer) {
  if (is_finished(p)) {
    *answer = mp_const_none;
    return MP_VM_RETURN_NORMAL;
  }
  mp_vm_return_kind_t kind = is_generator(p.coro) ? mp_obj_gen_resume(p.coro, send, exception, answer)
                                                  : resume_other(p, send, exception, answer);
  if (kind == MP_VM_RETURN_YIELD) return kind;
  if (p.kind != core::wait_for::nothing) leave_wait(p, kind, answer);
  const qstr name = name_of(p);
  p.coro = MP_OBJ_NEW_QSTR(name);
  if (kind == MP_VM_RETURN_EXCEPTION) return end_badly(p, name, answer);
  p.ends = mp_const_none;
  return kind;
}

process& startable(mp_obj_t o) {
  if (is_process(o)) {
    process& p = *object<process>(o);
    if (p.state != MP_OBJ_NULL || is_finished(p)) raise_about(mp_type_RuntimeError, "", o, " is started a second time");
    return p;
  }
  if (is_generator(o)) return new_process(o, MP_OBJ_NULL);
  if (!has_method(o, MP_QSTR_send)) raise_no_process(o);
  return new_process(o, MP_OBJ_SENTINEL);
}

void raise_no_process(mp_obj_t o) {
  if (o == MP_OBJ_FROM_PTR(&csp_nothing))
    mp_raise_TypeError(
        MP_ERROR_TEXT("poison() has acted when it was called, and is no process: plugNplay.poison_chans is"));
  raise_about(mp_type_TypeError, "", o, " is no process: call a function marked @process");
}

void start(process& p, mp_obj_t state) {
  p.state = state;
  schedule(p);
}

void cancel(process& p) {
  mp_obj_t method[2] = {MP_OBJ_NULL, MP_OBJ_NULL};
  attribute_of_tasks(reference(&p), MP_QSTR_cancel, method);
  mp_call_method_n_kw(0, 0, method);
}

extern "C" {

mp_obj_t uapycsp_process(size_t n_args, const mp_obj_t* args, mp_map_t* named) {
  enum { function, verbose_poison, propagate };
  static const mp_arg_t allowed[] = {
      {MP_QSTR_function, MP_ARG_OBJ, {.u_rom_obj = MP_ROM_NONE}},
      {MP_QSTR_verbose_poison, MP_ARG_KW_ONLY | MP_ARG_BOOL, {.u_bool = false}},
      {MP_QSTR_propagate, MP_ARG_KW_ONLY | MP_ARG_BOOL, {.u_bool = true}},
  };
  mp_arg_val_t given[MP_ARRAY_SIZE(allowed)];
  parse_arguments(n_args, named->used, args, allowed, given);  // the named ones follow
  if (given[function].u_obj != mp_const_none)
    return new_function(given[function].u_obj, given[verbose_poison].u_bool, given[propagate].u_bool);
  // Called with options: what it returns takes the function.
  auto* const f = mp_obj_malloc(process_function, &uapycsp_ProcessFunction_type);
  f->function = MP_OBJ_NULL;
  f->verbose_poison = given[verbose_poison].u_bool;
  f->propagate = given[propagate].u_bool;
  return reference(f);
}

mp_obj_t uapycsp_process_function_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  const auto& f = *object<process_function>(self);
  if (f.function == MP_OBJ_NULL) {
    mp_arg_check_num(n_args, n_kw, 1, 1, false);
    return new_function(args[0], f.verbose_poison, f.propagate);
  }
  const mp_obj_t coro = mp_call_function_n_kw(f.function, n_args, n_kw, args);
  if (!is_generator(coro) && !has_method(coro, MP_QSTR_send))
    raise_about(mp_type_TypeError, "", f.function, " is no coroutine: write 'async def'");
  return reference(&new_process(coro, ends_among(f, n_args, n_kw, args)));
}

// A method of a class has its object as first argument.
void uapycsp_process_function_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  if (dest[0] != MP_OBJ_NULL || object<process_function>(self)->function == MP_OBJ_NULL) return;
  mp_load_method_maybe(object<process_function>(self)->function, attr, dest);
}

mp_obj_t uapycsp_process_send(mp_obj_t self, mp_obj_t value) {
  require_turn(*object<process>(self));
  mp_obj_t answer;
  const mp_vm_return_kind_t kind = resume(*object<process>(self), value, MP_OBJ_NULL, &answer);
  return raise_or_answer(kind, answer);
}

mp_obj_t uapycsp_process_throw(size_t n, const mp_obj_t* args) {
  mp_obj_t answer;
  const mp_obj_t exception = args[n > 2 && args[2] != mp_const_none ? 2 : 1];
  require_turn(*object<process>(args[0]));
  const mp_vm_return_kind_t kind = resume(*object<process>(args[0]), mp_const_none, exception, &answer);
  return raise_or_answer(kind, answer);
}

mp_obj_t uapycsp_process_close(mp_obj_t self) {
  process& p = *object<process>(self);
  if (is_finished(p)) return mp_const_none;
  const bool waits = p.undecided() || has_type(p.data, uapycsp_Group_type);
  if (p.kind != core::wait_for::nothing) abandon(p);
  mp_obj_t answer;
  const mp_vm_return_kind_t kind = resume(p, mp_const_none, MP_OBJ_FROM_PTR(&mp_const_GeneratorExit_obj), &answer);
  if (kind == MP_VM_RETURN_YIELD) mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("a process ignored its close()"));
  if (waits) schedule(p);  // those who wait for its end learn of it
  if (kind == MP_VM_RETURN_EXCEPTION && !is_exception(answer, mp_type_GeneratorExit)) nlr_raise(answer);
  return mp_const_none;
}

// asyncio cancels it at its wait, or a task that waits for its end.
mp_obj_t uapycsp_process_remove(mp_obj_t self, mp_obj_t waiter) {
  process& p = *object<process>(self);
  if (self == waiter) {
    take_back(p);
  } else {
    mp_obj_t method[3];
    mp_load_method(p.state, MP_QSTR_remove, method);
    method[2] = waiter;
    mp_call_method_n_kw(1, 0, method);
  }
  return mp_const_none;
}

void uapycsp_process_attr(mp_obj_t self, qstr attr, mp_obj_t* dest) {
  process& p = *object<process>(self);
  if (dest[0] == MP_OBJ_NULL) {
    if (attr == MP_QSTR_coro) {
      dest[0] = self;  // asyncio resumes it through its own send
      return;
    }
    if (attr == MP_QSTR_poisoned) {
      dest[0] = mp_obj_new_bool(was_poisoned(p));
      return;
    }
    if (attr == MP_QSTR_name) {
      dest[0] = MP_OBJ_NEW_QSTR(name_of(p));
      return;
    }
    if (attr == MP_QSTR_state && p.state == MP_OBJ_NULL) {
      dest[0] = mp_const_true;
      return;
    }
  }
  attribute_of_tasks(self, attr, dest);
  if (dest[0] == MP_OBJ_NULL && dest[1] == MP_OBJ_NULL) dest[1] = MP_OBJ_SENTINEL;  // see its methods
}

void uapycsp_process_print(const mp_print_t* print, mp_obj_t self, mp_print_kind_t) {
  mp_printf(print, "<process %q>", name_of(*object<process>(self)));
}

// Awaiting one that was not started calls it.
mp_obj_t uapycsp_process_iternext(mp_obj_t self) {
  process& p = *object<process>(self);
  if (p.state == MP_OBJ_NULL) p.state = self;
  if (p.state == mp_const_false && p.data == mp_const_none) return outcome_in_group(p);
  if (p.state != self) {
    iteration_of_tasks().getiter(self, nullptr);
    return iteration_of_tasks().iternext(self);
  }
  if (is_finished(p)) raise_about(mp_type_RuntimeError, "", self, " is awaited a second time");
  mp_obj_t answer;
  const mp_vm_return_kind_t kind = resume(p, mp_const_none, MP_OBJ_NULL, &answer);
  if (kind == MP_VM_RETURN_YIELD) return answer;
  if (kind == MP_VM_RETURN_EXCEPTION) nlr_raise(answer);
  return mp_make_stop_iteration(answer);
}

mp_obj_t uapycsp_spawn(mp_obj_t o) {
  process& p = startable(o);
  remember(p);
  start(p, mp_const_true);
  return reference(&p);
}

// Those that were spawned and have not ended. They are forgotten.
mp_obj_t uapycsp_take_spawned() {
  const mp_obj_t all = MP_STATE_VM(csp_spawned);
  MP_STATE_VM(csp_spawned) = MP_OBJ_NULL;
  if (all == MP_OBJ_NULL) return mp_obj_new_list(0, nullptr);
  forget_ended(*object<mp_obj_list_t>(all));
  return all;
}

}  // extern "C"

}  // namespace csp::micropython
