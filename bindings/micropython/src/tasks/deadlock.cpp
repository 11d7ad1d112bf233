// Where a task waits, for the message of a deadlock.
#include "../shared/alternative.hpp"
#include "channel_of_tasks.hpp"
#include "group.hpp"

namespace csp::micropython {
namespace {

using choosing = alternative<asyncio_engine>;

// The tasks for whose end it waits; null: it waits for no task.
mp_obj_t awaited_by(const task& t) {
  if (t.has_ended()) return mp_const_empty_tuple;
  if (is_group(t.data)) {
    const group& g = *object<group>(t.data);
    return mp_obj_new_tuple(g.count, reinterpret_cast<const mp_obj_t*>(g.children));
  }
  const bool is_task = has_type(t.data, context::task_type()) || (is_process(t.data) && object<task>(t.data) != &t);
  return is_task ? mp_obj_new_tuple(1, &t.data) : MP_OBJ_NULL;
}

// Where it waits; null: elsewhere than at channels.
wait_node* node_of(task& t) {
  if (is_process(t)) return t.data == reference(&t) ? static_cast<wait_node*>(&t) : nullptr;
  return has_type(t.data, uapycsp_WaitNode_type) ? object<wait_node>(t.data) : nullptr;
}

void print_operation(const mp_print_t* print, core::rendezvous<asyncio_engine>& at, core::side s) {
  mp_printf(print, s == core::side::reader ? "reads from '" : "writes to '");
  mp_obj_print_helper(print, about(at).name, PRINT_STR);
  mp_printf(print, "'");
}

void print_choice(const mp_print_t* print, const choosing& a) {
  mp_printf(print, "chooses");
  for (unsigned i = 0; i < a.count; ++i) {
    mp_printf(print, i ? ", " : ": ");
    if (channel_guard<asyncio_engine>* const g = a.guards[i].at_channel) {
      print_operation(print, *g->offer.channel, g->offer.my_side);
    } else {
      mp_obj_print_helper(print, a.guards[i].guard, PRINT_REPR);
    }
  }
}

void print_wait(const mp_print_t* print, const wait_node* b) {
  if (!b || !b->undecided()) {
    mp_printf(print, "waits for something else");
  } else if (b->is_choice()) {
    print_choice(print, *object<choosing>(b->value));
  } else {
    print_operation(print, *b->channel, b->my_side);
  }
}

}  // namespace

extern "C" {

// Where a task waits, as a text; a tuple of tasks for whose end it waits instead. A task that is no process goes by the
// process `called`, which it has called; by None it has no name.
mp_obj_t uapycsp_wait_of(mp_obj_t waiter, mp_obj_t called) {
  task& t = *object<task>(waiter);
  const mp_obj_t others = awaited_by(t);
  if (others != MP_OBJ_NULL) return others;
  const bool has_name = is_process(t) && !wraps(static_cast<process&>(t));
  const mp_obj_t who = has_name ? waiter : called;
  vstr_t text;
  mp_print_t print;
  vstr_init_print(&text, 64, &print);
  if (who == mp_const_none) {
    mp_printf(&print, "a task");
  } else {
    mp_obj_print_helper(&print, who, PRINT_REPR);
  }
  mp_printf(&print, " ");
  print_wait(&print, node_of(t));
  return mp_obj_new_str_from_vstr(&text);
}

}  // extern "C"

}  // namespace csp::micropython
