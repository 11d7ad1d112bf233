// Reference: interrupts, signal handlers and foreign threads; here it is a thread.
#include <csp/csp.hpp>
#include <thread>
using csp::process_of, csp::status;

// [writer]
process_of<int> hears_of_it() {
  csp::channel<int> c;
  csp::reader<int> in = c.reader();
  csp::interrupt_writer<int> out(c.writer());  // made and destroyed here, used there
  std::thread outside([&out] {
    for (int i = 1; i <= 3; ++i) out.try_write(i);  // wait-free; a full one drops the value, and counts it
  });
  int sum = 0;
  for (int i = 0; i < 3; ++i) sum += co_await in.read();
  outside.join();
  co_return out.dropped() == 0 ? sum : -1;
}
// [/writer]

// [reader]
process_of<int> is_heard() {
  csp::channel<int> c;
  csp::writer<int> out = c.writer();
  csp::interrupt_reader<int, 4> in(c.reader());
  for (int i = 1; i <= 3; ++i) co_await out.write(i);  // done when it is in the ring
  int sum = 0;
  std::thread outside([&] {
    for (int taken = 0; taken < 3;)
      if (auto x = in.try_read()) {
        sum += *x;
        ++taken;
      }
  });
  outside.join();
  co_return sum;
}
// [/reader]

int main() {
  auto heard = csp::run(hears_of_it());
  auto told = csp::run(is_heard());
  return heard && *heard == 6 && told && *told == 6 ? 0 : 1;
}
