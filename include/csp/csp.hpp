// The public face: the engine chosen at configure time, under short names.
#pragma once
#include "core/language.hpp"

#if defined(CSP_ENGINE_COOP) && defined(CSP_ENGINE_THREADS)
#error "csp: CSP_ENGINE_COOP and CSP_ENGINE_THREADS are both defined; csp/coop.hpp and csp/threads.hpp name both"
#endif

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
