// A select of a task of asyncio.
#pragma once
#include "wait_node.hpp"

namespace csp::micropython {

// Begins it for the running task, and returns as begin_operation does.
mp_obj_t begin_select(wait_node& b, mp_obj_t alternative, bool fair);

// As go_on for a read or a write.
mp_obj_t go_on_choosing(wait_node& b);
// An exception comes to it from outside: it takes nothing.
void abandon_choice(wait_node& b);
// While it waits, its task is on asyncio's queue too.
bool has_deadline(wait_node& b);

}  // namespace csp::micropython
