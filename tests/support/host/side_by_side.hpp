// Two networks at once, each on a thread of its own; and the engines that may be so.
#pragma once
#include <csp/coop_on.hpp>
#include <csp/threads.hpp>

#include "elsewhere.hpp"
#include "framework.hpp"

// `there` on another thread.
template <class Here, class There>
void side_by_side(Here here, There there) {
  elsewhere other([&] {
    there();
    return elsewhere::turn::over;
  });
  here();
  other.join();
}

using first_engine = csp::coop::engine;
using second_engine = csp::coop_on<1>::engine;
template <template <class, class> class Pair>
using pairs_of_engines =
    testing::Types<Pair<first_engine, second_engine>, Pair<second_engine, first_engine>,
                   Pair<first_engine, csp::threads::engine>, Pair<csp::threads::engine, second_engine>>;
