// Something raw that a figure is compared with: absolute times are worth nothing on another machine.
#pragma once

namespace bench {

// A sample takes some milliseconds and returns ns.
struct yardstick {
  const char* name;
  double (*sample)();
};

}  // namespace bench
