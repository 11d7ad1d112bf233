// Reference: processes and par.
#include <atomic>
#include <csp/csp.hpp>
#include <utility>
#include <vector>
using csp::process, csp::process_of, csp::status;

// [process]
process_of<int> square(int x) { co_return x* x; }

process_of<int> sum_of_squares(int x, int y) {
  co_return co_await square(x) + co_await square(y).named("the second");  // calls: one after the other
}
// [/process]

// [par]
process_of<int> squares() {
  auto [three, four] = co_await csp::par(square(3), square(4));  // each a result<int>
  std::vector<process_of<int>> more;
  for (int i = 0; i < 10; ++i) more.push_back(square(i));
  more = co_await csp::par(std::move(more));  // the same processes, ended
  int sum = *three + *four;
  for (auto& p : more) sum += *p.result();
  co_return sum;
}
// [/par]

// [seq]
process add(int& sum, int x) {
  sum += x;
  co_return;
}
process_of<int> in_order() {
  int sum = 0;
  co_await csp::seq(add(sum, 1), add(sum, 2));
  co_return sum;
}
// [/seq]

// [yield]
process work_on(const std::atomic<bool>& enough) {
  while (!enough) co_await csp::yield();  // what waits for nothing lets the others run
}
process stop(std::atomic<bool>& enough) {
  enough = true;
  co_return;
}
// [/yield]

process_of<bool> all() {
  const int both = co_await sum_of_squares(3, 4);
  const int many = co_await squares();
  const int ordered = co_await in_order();
  std::atomic<bool> enough = false;
  co_await csp::par(work_on(enough), stop(enough));
  co_return both == 25 && many == 310 && ordered == 3;
}

int main() {
  auto right = csp::run(all());
  return right && *right ? 0 : 1;
}
