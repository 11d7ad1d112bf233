// Resident memory as Linux tells it.
#include "resident.hpp"

#include <unistd.h>

#include <fstream>

namespace bench {

std::size_t resident_bytes() {
  std::size_t mapped = 0, resident = 0;
  std::ifstream("/proc/self/statm") >> mapped >> resident;
  return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

}  // namespace bench
