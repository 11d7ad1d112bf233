// The end of a task on the loop of `uapycsp`. A task whose exception nobody has asked for has one more turn; then the
// handler of exceptions gets it.
#pragma once
#include "asyncio_task.hpp"

namespace csp::micropython {

// Raises what asyncio does not let end a task: it ends the loop.
void raise_unless_handled(mp_vm_return_kind_t how, mp_obj_t answer);

// It has returned, or raised; `thrown` is what it was resumed with.
void end_task(task& t, mp_vm_return_kind_t how, mp_obj_t answer, mp_obj_t thrown);

}  // namespace csp::micropython
