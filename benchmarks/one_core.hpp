// One core for the whole program: figures of threads are for threads that share one.
#pragma once

namespace bench {

// Keeps this thread, and all that it starts later, on the core on which it runs now.
void stay_on_one_core();

}  // namespace bench
