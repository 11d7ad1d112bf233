// What ends and Alternatives have in common when they are awaited, and what only one of them can.
#pragma once
#include "../shared/alternative.hpp"
#include "channel_of_tasks.hpp"
#include "choosing_task.hpp"
#include "wait_node.hpp"

namespace csp::micropython {

using task_end = end<asyncio_engine>;
using choosing = alternative<asyncio_engine>;

// How an end or an Alternative is prepared, besides with the value to be written.
inline const mp_obj_t read_marker = mp_const_none;
inline const mp_obj_t fair_select = mp_const_true;
inline const mp_obj_t prioritised_select = mp_const_false;

inline bool is_alternative(mp_obj_t o) { return has_type(o, uapycsp_Alternative_type); }

struct read_end : task_end {
  mp_obj_t begin(wait_node& b, mp_obj_t) { return begin_operation<core::side::reader>(b, *at, MP_OBJ_NULL); }
  bool has_begun(const wait_node& b) const {
    return b.kind == core::wait_for::one && b.channel == at && b.my_side == core::side::reader;
  }
};
struct write_end : task_end {
  mp_obj_t begin(wait_node& b, mp_obj_t value) { return begin_operation<core::side::writer>(b, *at, value); }
  bool has_begun(const wait_node& b) const {
    return b.kind == core::wait_for::one && b.channel == at && b.my_side == core::side::writer;
  }
};
struct kept_choice : choosing {
  mp_obj_t begin(wait_node& b, mp_obj_t how) { return begin_select(b, reference(this), how == fair_select); }
  bool has_begun(const wait_node& b) const { return b.is_choice() && b.value == reference(this); }
};

// Calls f with what `on` is.
template <class F>
auto with_type(mp_obj_t on, F f) {
  if (is_alternative(on)) return f(*object<kept_choice>(on));
  if (has_type(on, uapycsp_ChannelReadEnd_type)) return f(*object<read_end>(on));
  return f(*object<write_end>(on));
}

inline void release_if_taken(wait_node& b) {
  if (b.is_borrowed() && b.coro != MP_OBJ_NULL) release(b);
}

// When it is over at once, or raises, a borrowed node is free again.
template <class On>
mp_obj_t begin_or_release(wait_node& b, On& on, mp_obj_t how) {
  nlr_buf_t nlr;
  if (nlr_push(&nlr) == 0) {
    const mp_obj_t answer = on.begin(b, how);
    nlr_pop();
    if (answer != mp_const_none) release_if_taken(b);
    return answer;
  }
  release_if_taken(b);
  nlr_jump(nlr.ret_val);
}

// An object that keeps what `on` would be prepared with, where that is prepared already, and outside of processes.
mp_obj_t new_operation(mp_obj_t on, mp_obj_t how);

[[noreturn]] void raise_not_prepared();

// The answer of a step, for send().
mp_obj_t raise_stop(mp_obj_t answer);

}  // namespace csp::micropython
