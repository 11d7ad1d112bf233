// How to: run without a heap and without exceptions. Frames come from a static pool that the application defines.
#include <csp/csp.hpp>
#include <csp/port/memory.hpp>
#include <cstddef>
#include <cstdio>
#include <mutex>
using csp::process, csp::process_of, csp::reader, csp::status, csp::writer;

// [pool]
namespace {

constexpr std::size_t block_size = 1024;
constexpr std::size_t block_count = 4;

union block {
  block* next;
  alignas(std::max_align_t) std::byte place[block_size];
};

block blocks[block_count];
block* unused = nullptr;
std::size_t fresh = 0;
std::size_t out = 0;
std::mutex lock;  // for the threads engine; coop needs none

}  // namespace

void* csp::port::allocate_frame(std::size_t bytes) noexcept {
  const std::lock_guard hold(lock);
  if (bytes > block_size || (!unused && fresh == block_count)) return nullptr;
  ++out;
  if (!unused) return &blocks[fresh++];
  return std::exchange(unused, unused->next);
}

void csp::port::release_frame(void* frame, std::size_t) noexcept {
  const std::lock_guard hold(lock);
  --out;
  unused = ::new (frame) block{unused};
}
// [/pool]

namespace {

process nothing() { co_return; }

process_of<int> twenty_one(reader<int> in) { co_return 21 + co_await in.read(); }
process write(writer<int> to) { co_await to.write(21); }

process_of<int> network() {
  csp::channel<int> c;
  auto [source, sum] = co_await csp::par(write(c.writer()), twenty_one(c.reader()));
  co_return *sum;
}

// [too_many]
process_of<bool> too_many() {
  const auto ends = co_await csp::par(nothing(), nothing(), nothing(), nothing());  // four, and its own
  for (const auto& each : ends)
    if (each != status::no_memory) co_return false;
  co_return true;  // all of them end so, and none has started
}
// [/too_many]

}  // namespace

int main() {
  const auto answer = csp::run(network());
  const auto refused = csp::run(too_many());
  std::printf("%d, %zu frames are left\n", answer ? *answer : 0, out);
  return answer && *answer == 42 && refused && *refused && out == 0 ? 0 : 1;
}
