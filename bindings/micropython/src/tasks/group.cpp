// Parallel and gather: starting processes, and collecting their results in order.
#include "group.hpp"

namespace csp::micropython {
namespace {

// Of a coroutine that is no process it is not noted that it was started.
void require_once(const mp_obj_t* coroutines, size_t last) {
  for (size_t i = 0; i < last; ++i)
    if (coroutines[i] == coroutines[last])
      raise_about(mp_type_RuntimeError, "", coroutines[last], " is started a second time");
}

mp_obj_t new_group(size_t n, const mp_obj_t* processes, bool checks_poison) {
  if (n > 0xffff) mp_raise_ValueError(MP_ERROR_TEXT("at most 65535 processes side by side"));
  auto* const g = static_cast<group*>(m_malloc0(sizeof(group) + n * sizeof(process*)));
  g->base.type = &uapycsp_Group_type;
  g->checks_poison = checks_poison;
  g->count = static_cast<std::uint16_t>(n);
  for (size_t i = 0; i < n; ++i) {
    g->children[i] = &startable(processes[i]);
    if (!is_process(processes[i])) require_once(processes, i);
  }
  return reference(g);
}

// None is started when one of them was, or stands there twice.
void claim(group& g) {
  for (unsigned i = 0; i < g.count; ++i) {
    if (g.children[i]->state == MP_OBJ_NULL && !is_finished(*g.children[i])) {
      g.children[i]->state = reference(&g);
      continue;
    }
    process* const twice = g.children[i];
    while (i-- > 0) g.children[i]->state = MP_OBJ_NULL;
    raise_about(mp_type_RuntimeError, "", reference(twice), " is started a second time");
  }
}

void start(group& g) {
  if (g.started) mp_raise_msg(&mp_type_RuntimeError, MP_ERROR_TEXT("a Parallel is awaited a second time"));
  const mp_obj_t current = required(context::current());
  claim(g);
  g.started = true;
  g.parent = object<task>(current);
  g.left = g.count;
  for (unsigned i = 0; i < g.count; ++i) start(*g.children[i], reference(&g));
}

void cancel_children(group& g) {
  for (unsigned i = 0; i < g.count; ++i)
    if (!g.children[i]->has_ended() && !is_finished(*g.children[i])) cancel(*g.children[i]);
}

bool some_was_poisoned(const group& g) {
  for (unsigned i = 0; i < g.count; ++i)
    if (was_poisoned(*g.children[i])) return true;
  return false;
}

mp_obj_t results(group& g) {
  if (g.failure != MP_OBJ_NULL) nlr_raise(g.failure);
  if (g.poison != MP_OBJ_NULL) nlr_raise(g.poison);
  if (g.checks_poison && some_was_poisoned(g))
    mp_raise_msg(&mp_type_ChannelPoisonException, MP_ERROR_TEXT("a process was poisoned"));
  const mp_obj_t all = mp_obj_new_list(g.count, nullptr);
  for (unsigned i = 0; i < g.count; ++i) object<mp_obj_list_t>(all)->items[i] = g.children[i]->value;
  return all;
}

// All have ended.
mp_obj_t end(group& g) {
  g.parent = nullptr;
  return results(g);
}

}  // namespace

void child_ended(group& g, process& child, mp_vm_return_kind_t how, mp_obj_t answer) {
  child.value = answer;
  --g.left;
  if (how == MP_VM_RETURN_EXCEPTION) {
    if (is_exception(answer, mp_type_ChannelPoisonException)) {
      g.poison = answer;
    } else if (g.failure == MP_OBJ_NULL) {
      g.failure = answer;
      cancel_children(g);
    }
  }
  if (g.left == 0 && g.parent && g.parent->data == reference(&g))
    schedule(*g.parent);  // else it is on the queue already
}

extern "C" {

mp_obj_t uapycsp_parallel(size_t n_args, const mp_obj_t* args, mp_map_t* named) {
  bool checks_poison = false;
  for (size_t i = 0; i < named->alloc; ++i) {
    if (!mp_map_slot_is_filled(named, i)) continue;
    if (named->table[i].key != MP_OBJ_NEW_QSTR(MP_QSTR_check_poison))
      raise_about(mp_type_TypeError, "Parallel has one option, check_poison, and not ", named->table[i].key, "");
    checks_poison = mp_obj_is_true(named->table[i].value);
  }
  return new_group(n_args, args, checks_poison);
}

mp_obj_t uapycsp_gather(size_t n_args, const mp_obj_t* args) { return new_group(n_args, args, true); }

mp_obj_t uapycsp_group_iternext(mp_obj_t self) {
  group& g = *object<group>(self);
  if (!g.parent) start(g);
  if (g.left == 0) return mp_make_stop_iteration(end(g));
  g.parent->data = self;
  return mp_const_none;
}

mp_obj_t uapycsp_group_send(mp_obj_t self, mp_obj_t) {
  group& g = *object<group>(self);
  if (!g.parent) start(g);
  if (g.left == 0) mp_raise_StopIteration(end(g));
  g.parent->data = self;
  return mp_const_none;
}

// Whoever waits is to end: the children end first.
mp_obj_t uapycsp_group_throw(size_t n, const mp_obj_t* args) {
  group& g = *object<group>(args[0]);
  const mp_obj_t exception = mp_make_raise_obj(thrown_by(n, args));
  if (g.left == 0) nlr_raise(g.failure != MP_OBJ_NULL ? g.failure : exception);
  if (g.failure == MP_OBJ_NULL) g.failure = exception;
  cancel_children(g);
  g.parent->data = args[0];
  return mp_const_none;
}

mp_obj_t uapycsp_group_close(mp_obj_t self) {
  group& g = *object<group>(self);
  g.parent = nullptr;
  if (g.started) cancel_children(g);
  return mp_const_none;
}

// asyncio cancels whoever waits; it is in no queue.
mp_obj_t uapycsp_group_remove(mp_obj_t, mp_obj_t) { return mp_const_none; }

// asyncio's own loop calls it when a child has ended.
mp_obj_t uapycsp_group_call(mp_obj_t self, size_t n_args, size_t n_kw, const mp_obj_t* args) {
  mp_arg_check_num(n_args, n_kw, 2, 2, false);
  if (!is_process(args[0])) mp_raise_TypeError(MP_ERROR_TEXT("a process is expected"));
  const bool returned = is_exception(args[1], mp_type_StopIteration);
  child_ended(*object<group>(self), *object<process>(args[0]), returned ? MP_VM_RETURN_NORMAL : MP_VM_RETURN_EXCEPTION,
              returned ? mp_obj_exception_get_value(args[1]) : args[1]);
  return mp_const_none;
}

}  // extern "C"

}  // namespace csp::micropython
