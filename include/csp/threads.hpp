// csp::threads: processes and channels of the threads engine, whichever was configured.
#pragma once
#include "core/language.hpp"

#include "engine/threads.hpp"
#include "interface.hpp"

namespace csp::threads {

static_assert(core::engine<engine>);

#define CSP_NAME inline
#include "names.inc"
#undef CSP_NAME

}  // namespace csp::threads
