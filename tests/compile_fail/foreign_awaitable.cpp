// expect: a process awaits only what this library makes
#include <csp/coop.hpp>

csp::coop::process wrong() { co_await std::suspend_always{}; }
