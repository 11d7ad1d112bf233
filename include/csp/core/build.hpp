// What all sources of a program have in common, or it does not link: whether there are names, and exceptions. Both
// change what lies in a frame and in a channel. They are a part of the name that linkers know of the engine, and so of
// all that depends on it.
#pragma once
#include "diagnostics/misuse.hpp"

#if CSP_NAMES
#define CSP_BUILT_WITH_NAMES "names"
#else
#define CSP_BUILT_WITH_NAMES "no_names"
#endif
#if defined(__cpp_exceptions)
#define CSP_BUILT_WITH_EXCEPTIONS "exceptions"
#else
#define CSP_BUILT_WITH_EXCEPTIONS "no_exceptions"
#endif

#define CSP_BUILT_ALIKE gnu::abi_tag(CSP_BUILT_WITH_NAMES, CSP_BUILT_WITH_EXCEPTIONS)
