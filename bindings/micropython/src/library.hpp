// The part of the modules that is written in Python. Its text is in the firmware; it is compiled when it is first used.
#pragma once
#include "vm.hpp"

namespace csp::micropython::library {

// What `uapycsp` has by that name; AttributeError when it has nothing.
mp_obj_t lookup(qstr name);

}  // namespace csp::micropython::library
