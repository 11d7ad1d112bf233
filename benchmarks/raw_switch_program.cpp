// Prints the ns of one raw coroutine switch: for programs in other languages, which run it between their rounds.
#include <cstdio>

#include "raw_switch.hpp"

int main() { std::printf("%.5f\n", bench::raw_switch()); }
