// The core's headers. Ports that are built with CMake look for the machine's names (NO_QSTR) with a preprocessor that
// is told no version of C++, and the core needs C++20; it has none of those names.
#pragma once
#ifndef NO_QSTR
#include <csp/core/channel/meet.hpp>
#include <csp/core/channel/pinned.hpp>
#include <csp/core/channel/source.hpp>
#include <csp/core/engine.hpp>
#include <csp/engine/ring.hpp>
#include <csp/engine/shared_word.hpp>
#endif
