// csp::coop: processes and channels of the coop engine, whichever was configured.
#pragma once
#include "core/language.hpp"

#include "engine/coop.hpp"
#include "interface.hpp"

namespace csp::coop {

static_assert(core::engine<engine>);

#define CSP_NAME inline
#include "names.inc"
#undef CSP_NAME

}  // namespace csp::coop
