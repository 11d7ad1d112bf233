// Elsewhere is another thread.
#include "elsewhere.hpp"

#include <malloc.h>

#include <atomic>
#include <csp/port/console.hpp>
#include <thread>

struct elsewhere::context {
  explicit context(std::function<turn()> body) : thread([body = std::move(body)] { run(body); }) {}

  static void run(const std::function<turn()>& body) {
    for (;;) switch (body()) {
        case turn::again:
          break;
        case turn::later:
          std::this_thread::yield();
          break;
        case turn::over:
          return;
      }
  }

  std::thread thread;
};

elsewhere::elsewhere(std::function<turn()> body) : context_(std::make_unique<context>(std::move(body))) {}
elsewhere::elsewhere(elsewhere&&) noexcept = default;
elsewhere::~elsewhere() = default;
void elsewhere::join() { context_->thread.join(); }

#if defined(_WIN32)
std::size_t heap_in_use() {
  std::size_t used = 0;
  for (_HEAPINFO block{}; _heapwalk(&block) == _HEAPOK;)
    if (block._useflag == _USEDENTRY) used += block._size;
  return used;
}
#else
std::size_t heap_in_use() { return mallinfo2().uordblks; }
#endif

std::string& printed() {
  static std::string text;
  return text;
}

std::atomic<unsigned> lines_printed = 0;
std::string cycle_awaited;
std::atomic<unsigned> cycles_printed = 0;  // of those awaited

// In place of the port's.
void csp::port::print(std::string_view text) noexcept {
  printed() += text;
  if (!text.ends_with('\n')) return;
  if (printed().ends_with(cycle_awaited + "\n")) cycles_printed.fetch_add(1, std::memory_order_release);
  lines_printed.fetch_add(1, std::memory_order_release);
}
