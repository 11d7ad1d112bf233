// The part of the modules that is written in Python. Its text is in the firmware.
#pragma once
#include "vm.hpp"

namespace csp::micropython::library {

// What `uapycsp` has by that name, compiled when it is asked for; AttributeError when it has nothing.
mp_obj_t lookup(qstr name);

// Adds to the names of `upycsp` those that are written in Python.
void add_thread_processes(mp_obj_dict_t* globals, mp_obj_t module);
// Its ready-made processes.
mp_obj_t thread_plugnplay();

}  // namespace csp::micropython::library
