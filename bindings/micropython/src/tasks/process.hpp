// A process: a task of asyncio that knows which ends to poison when it ends badly.
#pragma once
#include "wait_node.hpp"

namespace csp::micropython {

// A wait node of type Process. What its fields mean beyond those of a task:
//
// coro   the coroutine; when it has ended, its name
// state  null until it is started; itself while another process has called it; else as asyncio has it, or its group
// ends   null: it only wraps something to be awaited, and poison comes out of it (the sentinel: and is yet to be asked
//        for its iterator); None: a process with nothing to poison; a channel, an end, a list or dictionary that may
//        hold some, or a tuple of those, of which None in front says that poison is to be printed. Of one that has
//        ended: True when it was poisoned, False when another exception ended it, else None.
// value  of its own operations; of one that has ended, its result
using process = wait_node;

inline bool is_process(mp_obj_t o) { return has_type(o, uapycsp_Process_type); }
inline bool is_process(const task& t) { return t.heap.base.type == &uapycsp_Process_type; }

// Goes on with it: as the machine's generators do, but poison ends a process and is not an exception.
mp_vm_return_kind_t resume(process& p, mp_obj_t send, mp_obj_t exception, mp_obj_t* answer);

qstr name_of(const process& p);

// What can be resumed: a coroutine of the machine's, or one of another make.
inline bool is_generator(mp_obj_t o) { return has_type(o, mp_type_gen_instance); }
bool has_send(mp_obj_t o);
inline bool is_coroutine(mp_obj_t o) { return is_generator(o) || has_send(o); }
// A process around it, with these `ends`. May raise MemoryError.
process& new_process(mp_obj_t coroutine, mp_obj_t ends);

// A process that can be started: `o` itself, or one made around something that can be awaited. Raises TypeError when it
// cannot be.
process& startable(mp_obj_t o);
[[noreturn]] void raise_no_process(mp_obj_t o);

// It runs as a task; `state` tells whom its end concerns.
void start(process& p, mp_obj_t state);
void cancel(process& p);

// It is no process of the program's own, but made around something to be awaited.
inline bool wraps(const process& p) { return p.ends == MP_OBJ_NULL || p.ends == MP_OBJ_SENTINEL; }
inline bool is_finished(const process& p) { return mp_obj_is_qstr(p.coro); }
inline bool was_poisoned(const process& p) { return is_finished(p) && p.ends == mp_const_true; }

}  // namespace csp::micropython
