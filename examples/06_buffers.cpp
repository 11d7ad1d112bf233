// Buffered channels: what becomes of ten values that are written before anybody reads.
#include <csp/csp.hpp>
#include <cstdint>
#include <cstdio>
using csp::process, csp::reader, csp::writer;

namespace {

process fill(writer<int> out) {
  for (int x = 1; x <= 10; ++x) co_await out.write(x);
}

// A channel whose last writer has gone still hands out what it holds.
process drain(reader<int> in, const char* what, std::int64_t& digits) {
  std::printf("%-16s", what);
  while (auto x = co_await in.next()) {
    std::printf(" %d", *x);
    digits = 100 * digits + *x;
  }
  std::puts("");
}

// For buffers that never let a writer wait.
template <class Buffer>
process one_after_the_other(const char* what, std::int64_t& digits) {
  csp::channel<int, Buffer> c;
  co_await fill(c.writer());
  co_await drain(c.reader(), what, digits);
  std::printf("%16s %u dropped\n", "", static_cast<unsigned>(c.dropped()));
}

process network(std::int64_t (&digits)[4]) {
  csp::channel<int, csp::fifo<3>> c;
  co_await csp::par(fill(c.writer()), drain(c.reader(), "fifo", digits[0]));  // the writer waits when it is full
  co_await one_after_the_other<csp::overwrite_oldest<3>>("overwrite_oldest", digits[1]);
  co_await one_after_the_other<csp::drop_newest<3>>("drop_newest", digits[2]);
  co_await one_after_the_other<csp::latest>("latest", digits[3]);
}

}  // namespace

int main() {
  std::int64_t digits[4] = {};
  if (!csp::run(network(digits))) return 1;
  const bool right =
      digits[0] == 1'02'03'04'05'06'07'08'09'10 && digits[1] == 8'09'10 && digits[2] == 1'02'03 && digits[3] == 10;
  return right ? 0 : 1;
}
