// Two networks at once, each on a core of its own; and the engines that may be so.
#pragma once
#include <csp/coop_on.hpp>

#include "framework.hpp"

// Core 1 calls body(of); to be awaited before it is asked again.
void start_on_core1(void (*body)(void* of), void* of);
void await_core1();

// `there` on core 1.
template <class Here, class There>
void side_by_side(Here here, There there) {
  start_on_core1([](void* of) { (*static_cast<There*>(of))(); }, &there);
  here();
  await_core1();
}

using first_engine = csp::coop::engine;
using second_engine = csp::coop_on<1>::engine;
template <template <class, class> class Pair>
using pairs_of_engines = testing::Types<Pair<first_engine, second_engine>, Pair<second_engine, first_engine>>;
