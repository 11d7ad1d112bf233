// What the compiler must know. Where it does not, this says so, and the missing file behind it ends the compilation.
#pragma once

#if __cplusplus < 202002L
#error "csp: ucsp needs C++20 or later: compile with -std=c++20 (or -std=gnu++20), by g++ 11 or clang 16, or later ones"
#include "nothing more of ucsp is compiled, see the error above"
#elif !defined(__cpp_impl_coroutine) || !__has_builtin(__builtin_source_location)
#error "csp: this compiler does not know C++20 well enough: use g++ 11 or clang 16, or later ones (not clang 14)"
#include "nothing more of ucsp is compiled, see the error above"
#endif
