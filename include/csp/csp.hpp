// The public face: the engine chosen at configure time, under short names.
#pragma once
#include "core/language.hpp"

#if defined(CSP_ENGINE_THREADS)
#include "threads.hpp"
namespace csp {
using namespace threads;
}
#else
#include "coop.hpp"
namespace csp {
using namespace coop;
}
#endif
