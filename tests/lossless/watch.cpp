#include "watch.hpp"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstdio>

namespace lossless {
namespace {

std::atomic<unsigned long long> watched;
struct sigaction before[2];  // what was to happen at SIGSEGV and SIGABRT

void tell(const char* what) {
  char line[80];
  const int length = std::snprintf(line, sizeof line, "the network of seed %llu %s\n", watched.load(), what);
  if (write(STDOUT_FILENO, line, static_cast<std::size_t>(length)) < 0) _exit(2);
}

extern "C" void give_up(int) {
  tell("hangs");
  _exit(1);
}
// Then what would have happened without this happens.
extern "C" void crash(int signal) {
  tell("crashes");
  sigaction(signal, &before[signal == SIGABRT], nullptr);
}

bool install() {
  struct sigaction action {};
  action.sa_handler = give_up;
  sigaction(SIGALRM, &action, nullptr);
  action.sa_handler = crash;
  sigaction(SIGSEGV, &action, &before[0]);
  sigaction(SIGABRT, &action, &before[1]);
  return true;
}

}  // namespace

void watch(std::uint64_t seed) {
  static const bool installed = install();
  watched = seed;
  if (installed) alarm(60);
}

}  // namespace lossless
