// The memory for the heap of the laws, and what a C library's start-up has besides: here there is none.
#include <cstddef>

namespace {

alignas(std::max_align_t) char heap[3584 * 1024];
std::ptrdiff_t taken = 0;

}  // namespace

// The C library's malloc() asks for more: newlib's with an underscore, picolibc's without.
extern "C" void* _sbrk(std::ptrdiff_t more) {
  if (more > static_cast<std::ptrdiff_t>(sizeof heap) - taken) return reinterpret_cast<void*>(-1);
  taken += more;
  return heap + taken - more;
}
extern "C" void* sbrk(std::ptrdiff_t more) { return _sbrk(more); }

// The program's end destroys nothing.
extern "C" int __cxa_atexit(void (*)(void*), void*, void*) { return 0; }
extern "C" int __aeabi_atexit(void*, void (*)(void*), void*) { return 0; }
void* __dso_handle = nullptr;
