// Reference: barriers.
#include <atomic>
#include <csp/csp.hpp>
using csp::process, csp::process_of;
using namespace std::chrono_literals;

// [barrier]
process work(csp::enrolment all, std::atomic<int>& done, bool& together) {
  for (int step = 1; step <= 3; ++step) {
    ++done;
    co_await all.sync();  // until all three have done this step
    together = together && done >= 3 * step;
    co_await all.sync();
  }
}

process_of<bool> in_step() {
  csp::barrier b;
  std::atomic<int> done = 0;
  bool a = true, c = true, d = true;
  co_await csp::par(work(b.enrol(), done, a), work(b.enrol(), done, c), work(b.enrol(), done, d));
  co_return a&& c&& d&& done == 9;
}
// [/barrier]

// [guard]
process_of<unsigned> all_or_nothing(csp::enrolment mine) {
  co_return co_await csp::pri_alt(mine.guard(), csp::after(2ms));
}
// [/guard]

process_of<bool> all() {
  csp::barrier b;
  csp::enrolment never_comes = b.enrol();
  const bool stepped = co_await in_step();
  const unsigned which = co_await all_or_nothing(b.enrol());
  never_comes.resign();
  co_return stepped&& which == 1;
}

int main() {
  auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
