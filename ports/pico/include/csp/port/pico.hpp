// What a program on a Pico says of its second core.
#pragma once
#include "csp/port/frame_pool.hpp"

namespace csp::port {

// The pool of frames of a network on core 1, as `frames` is that of core 0: neither core asks the other, so they have
// no lock. Only a program that runs one there defines it.
[[gnu::weak]] extern frame_pool frames_of_core1;

}  // namespace csp::port
