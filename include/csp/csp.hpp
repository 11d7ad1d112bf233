// The public face: the engine chosen at configure time, under short names.
#pragma once

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
