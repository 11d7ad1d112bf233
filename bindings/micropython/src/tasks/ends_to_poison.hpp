// The ends that a process poisons when it ends badly: those among its arguments. See `ends` in process.hpp.
#pragma once
#include "../shared/vm.hpp"

namespace csp::micropython {

// What @process was told.
struct poison_options {
  bool verbose_poison;
  bool propagate;
};

// Out of the arguments of its function; with None in front when poison is to be printed. May raise MemoryError.
mp_obj_t ends_among(const poison_options& options, size_t n_args, size_t n_kw, const mp_obj_t* args);

// Poisons them; those in lists, tuples and dictionaries too.
void poison_ends(mp_obj_t ends);
bool tells_of_poison(mp_obj_t ends);

}  // namespace csp::micropython
