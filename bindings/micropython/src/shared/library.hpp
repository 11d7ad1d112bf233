// The part of the modules that is written in Python. Its text is in the firmware.
#pragma once
#include "vm.hpp"

namespace csp::micropython::library {

// What a program or a text imports by that name is this module.
void enter(const char* name, mp_obj_t module);

// What is written in Python of `uapycsp`, by its name; compiled when it is asked for.
mp_obj_t lookup(qstr name);

// Adds to the names of `upycsp` those that are written in Python.
void add_thread_processes(mp_obj_dict_t* globals, mp_obj_t module);
}  // namespace csp::micropython::library
