// How many one-place buffers, each with a channel and a task of its own, find room in a piece of memory, by the size of
// their stacks. A value goes through all of them. What par keeps of each process lies elsewhere: 20 bytes.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
#include <csp/port/freertos.hpp>
#include <new>

#include "../bare_metal/figure.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t most = 700;

alignas(std::max_align_t) std::byte memory[256 * kib];
alignas(std::max_align_t) std::byte kept_by_par[most * sizeof(process)];
alignas(std::max_align_t) std::byte outside[8 * kib];  // for what is not counted

constinit csp::port::frame_pool uncounted(outside);
csp::port::frame_pool* crowd = nullptr;  // the pool that is counted
bool counting = false;                   // what is allocated now comes from there
std::size_t stack = 0;                   // of each buffer

// How much of its stack the one that used most has used.
std::size_t most_used = 0;

process buffer(reader<int> in, writer<int> out) {
  for (;;) {
    co_await out.write(co_await in.read());
    const std::size_t used = stack - uxTaskGetStackHighWaterMark(nullptr) * sizeof(StackType_t);
    if (used > most_used) most_used = used;
  }
}

// Processes one behind the other, where par finds them.
class row {
 public:
  row() = default;
  row(row&& from) noexcept : size_(from.size_) { from.size_ = 0; }
  row& operator=(row&&) = delete;
  ~row() {
    while (size_ != 0) begin()[--size_].~process();
  }

  void add(process p) { ::new (begin() + size_++) process(std::move(p)); }
  std::uint32_t size() const { return size_; }
  process* begin() const { return reinterpret_cast<process*>(kept_by_par); }
  process* end() const { return begin() + size_; }

 private:
  std::uint32_t size_ = 0;
};

// So many, and no more than there is room for. The reader gets what has gone through all of them.
row chain(reader<int>& in, std::uint32_t count) {
  row all;
  counting = true;
  while (all.size() < count) {
    auto next = csp::make_channel<int>();
    if (!next.reader) break;
    process p = buffer(std::move(in), std::move(next.writer)).stack_size(stack);
    if (p.result().status() == csp::status::no_memory) break;
    all.add(std::move(p));
    in = std::move(next.reader);
  }
  counting = false;
  return all;
}

process once(writer<int> out) { co_await out.write(42); }
process check(reader<int> in, bool& right) { right = co_await in.read() == 42; }
// The tasks of the row are counted.
process together(row all) {
  counting = true;
  co_await csp::par(std::move(all));
}

process network(std::uint32_t count, bool& right) {
  csp::channel<int> first;
  reader<int> last = first.reader();
  row all = chain(last, count);
  co_await csp::par(check(std::move(last), right), once(first.writer()), together(std::move(all)));
}

// Whether so many run at once.
bool is_room_for(std::uint32_t count, std::size_t bytes) {
  csp::port::frame_pool pool(memory, bytes);
  crowd = &pool;
  most_used = 0;
  bool right = false;
  csp::run(network(count, right));
  counting = false;
  return right;
}

void measure(std::string_view name, std::size_t bytes) {
  std::uint32_t fit = 0, too_many = most + 1;
  while (too_many - fit > 1) {
    const std::uint32_t between = (fit + too_many) / 2;
    (is_room_for(between, bytes) ? fit : too_many) = between;
  }
  bench::figure(name, fit);
}

}  // namespace

void* csp::port::allocate_frame(std::size_t bytes) noexcept {
  vTaskSuspendAll();
  void* const frame = (counting ? *crowd : uncounted).allocate(bytes);
  xTaskResumeAll();
  return frame;
}
void csp::port::release_frame(void* frame, std::size_t bytes) noexcept {
  const auto at = static_cast<std::byte*>(frame);
  vTaskSuspendAll();
  (at >= outside && at < outside + sizeof outside ? uncounted : *crowd).release(frame, bytes);
  xTaskResumeAll();
}

int main() {
  stack = 384;
  measure("processes in 64 KiB, stacks of 384 bytes", 64 * kib);
  measure("processes in 256 KiB, stacks of 384 bytes", 256 * kib);
  bench::figure("stack that such a process uses", most_used);
  stack = 512;
  measure("processes in 64 KiB, stacks of 512 bytes", 64 * kib);
  measure("processes in 256 KiB, stacks of 512 bytes", 256 * kib);
  stack = 1024;
  measure("processes in 64 KiB, stacks of 1024 bytes", 64 * kib);
  measure("processes in 256 KiB, stacks of 1024 bytes", 256 * kib);
  return 0;
}
