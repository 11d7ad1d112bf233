// One core by Linux's scheduler affinity, which new threads inherit.
#include "one_core.hpp"

#include <sched.h>

#include <cstdio>
#include <cstdlib>

namespace bench {

void stay_on_one_core() {
  cpu_set_t only;
  CPU_ZERO(&only);
  CPU_SET(sched_getcpu(), &only);
  if (sched_setaffinity(0, sizeof only, &only) == 0) return;
  std::perror("this benchmark has to stay on one core: sched_setaffinity");
  std::exit(1);
}

}  // namespace bench
