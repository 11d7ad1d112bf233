// How many one-place buffers, each with a channel of its own, find room in a piece of memory. A value goes through all
// of them. What par keeps of each process lies elsewhere: 16 bytes.
#include <csp/csp.hpp>
#include <csp/port/frame_pool.hpp>
#include <new>

#include "figure.hpp"

using csp::process, csp::reader, csp::writer;

namespace {

constexpr std::size_t kib = 1024;
constexpr std::size_t pieces[] = {CSP_PIECES};  // in KiB, the largest last
constexpr std::size_t largest = pieces[sizeof pieces / sizeof *pieces - 1] * kib;

alignas(std::max_align_t) std::byte memory[largest];
alignas(std::max_align_t) std::byte kept_by_par[2'000 * sizeof(process)];
alignas(std::max_align_t) std::byte outside[kib];  // for the frames that are not counted

constinit csp::port::frame_pool uncounted(outside);
csp::port::frame_pool* crowd = nullptr;  // the pool that is counted
bool counting = false;                   // what is allocated now comes from there

process buffer(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(co_await in.read());
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

// As many as there is room for, or `most`. The reader gets what has gone through all of them.
row chain(reader<int>& in, std::uint32_t most) {
  row all;
  counting = true;
  while (all.size() < most) {
    auto next = csp::make_channel<int>();
    if (!next.reader) break;
    process p = buffer(std::move(in), std::move(next.writer));
    if (p.result().status() == csp::status::no_memory) break;
    all.add(std::move(p));
    in = std::move(next.reader);
  }
  counting = false;
  return all;
}

process once(writer<int> out) { co_await out.write(42); }
process check(reader<int> in, bool& right) { right = co_await in.read() == 42; }
process together(row all) { co_await csp::par(std::move(all)); }

process network(std::uint32_t count, bool& right) {
  csp::channel<int> first;
  reader<int> last = first.reader();
  row all = chain(last, count);
  co_await csp::par(once(first.writer()), together(std::move(all)), check(std::move(last), right));
}

void measure(std::size_t piece) {
  csp::port::frame_pool pool(memory, piece * kib);
  crowd = &pool;
  csp::channel<int> first;
  std::uint32_t count = 0;
  {
    reader<int> last = first.reader();
    count = chain(last, ~0u).size();
  }
  bool right = false;
  csp::run(network(count, right));
  if (!right) board::exit(1);
  board::say("processes in ");
  board::say(static_cast<std::uint32_t>(piece));
  bench::figure(" KiB", count);
}

}  // namespace

void* csp::port::allocate_frame(std::size_t bytes) noexcept { return (counting ? *crowd : uncounted).allocate(bytes); }
void csp::port::release_frame(void* frame, std::size_t bytes) noexcept {
  const auto at = static_cast<std::byte*>(frame);
  (at >= outside && at < outside + sizeof outside ? uncounted : *crowd).release(frame, bytes);
}

int main() {
  for (const std::size_t piece : pieces) measure(piece);
  return 0;
}
