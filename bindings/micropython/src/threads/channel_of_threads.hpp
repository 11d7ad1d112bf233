// Channels of `upycsp`.
#pragma once
#include "../shared/channel.hpp"
#include "thread_engine.hpp"

namespace csp::micropython {

using threads = thread_engine;

#define CSP_(name) upycsp_##name
#define CSP_ENGINE thread_engine
#include "../shared/engine_types.hpp"
#undef CSP_ENGINE
#undef CSP_

}  // namespace csp::micropython
