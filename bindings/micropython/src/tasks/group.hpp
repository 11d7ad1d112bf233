// Processes that run side by side and are waited for together: Parallel and gather.
#pragma once
#include "process.hpp"

namespace csp::micropython {

struct group {
  mp_obj_base_t base;
  task* parent;        // who waits for it
  mp_obj_t failure;    // what ended it, besides poison; null: nothing
  mp_obj_t poison;     // that a bare operation met; null: none
  std::uint16_t left;  // how many still run
  std::uint16_t count;
  bool started;
  bool checks_poison;  // the poison of a process comes out of it too
  process* children[];
};

inline bool is_group(mp_obj_t o) { return has_type(o, uapycsp_Group_type); }

// A child has ended, with an answer or an exception.
void child_ended(group& g, process& child, mp_vm_return_kind_t how, mp_obj_t answer);

}  // namespace csp::micropython
