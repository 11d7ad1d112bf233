// The second engine, and a pool for each core: for the one source of a program.
#pragma once
#include <pico/multicore.h>

#include <csp/csp.hpp>
#include <csp/link.hpp>
#include <csp/port/pico.hpp>

using core0 = csp::coop_on<0>;
using core1 = csp::coop_on<1>;

alignas(std::max_align_t) static std::byte memory[2][2048];
constinit csp::port::frame_pool csp::port::frames(memory[0]);
constinit csp::port::frame_pool csp::port::frames_of_core1(memory[1]);
