// Reference: buffers.
#include <csp/csp.hpp>
using csp::process_of, csp::status;

// [buffers]
process_of<bool> keep_two() {
  csp::channel<int, csp::fifo<2>> all;
  csp::channel<int, csp::overwrite_oldest<2>> newest;
  csp::channel<int, csp::drop_newest<2>> oldest;
  csp::channel<int, csp::latest> last;
  for (int i = 1; i <= 3; ++i) {
    co_await newest.write(i);  // never waits
    co_await oldest.write(i);
    co_await last.write(i);
  }
  co_await all.write(1);
  co_await all.write(2);
  const bool is_full = all.try_write(3) == status::would_wait;
  const int second = co_await newest.read(), first = co_await oldest.read(), third = co_await last.read();
  co_return is_full&& second == 2 && first == 1 && third == 3 && last.dropped() == 2;
}
// [/buffers]

int main() {
  auto right = csp::run(keep_two());
  return right && *right ? 0 : 1;
}
