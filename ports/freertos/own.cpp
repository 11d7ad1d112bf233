// What the library keeps of a task that is none of its own.
#include <csp/port/kernel.hpp>

namespace csp::port {
namespace {

// Before it stands how much memory there is in all.
constexpr std::size_t before_own = alignof(std::max_align_t);

}  // namespace

void* make_own(std::size_t bytes) noexcept {
  auto* const memory = static_cast<std::byte*>(allocate_task(before_own + bytes));
  if (!memory) misuse("there is no memory for what is kept of a task that uses channels", pcTaskGetName(nullptr), 0);
  ::new (memory) std::size_t(before_own + bytes);
  vTaskSetThreadLocalStoragePointer(nullptr, CSP_FREERTOS_POINTER, memory + before_own);
  return memory + before_own;
}

void leave_task() noexcept {
  void* const own = pvTaskGetThreadLocalStoragePointer(nullptr, CSP_FREERTOS_POINTER);
  if (!own) return;
  vTaskSetThreadLocalStoragePointer(nullptr, CSP_FREERTOS_POINTER, nullptr);
  auto* const memory = static_cast<std::byte*>(own) - before_own;
  release_task(memory, *reinterpret_cast<const std::size_t*>(memory));
}

}  // namespace csp::port
