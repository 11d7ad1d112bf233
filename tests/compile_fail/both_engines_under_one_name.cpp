// expect: csp: CSP_ENGINE_COOP and CSP_ENGINE_THREADS are both defined
#define CSP_ENGINE_COOP
#define CSP_ENGINE_THREADS
#include <csp/csp.hpp>
