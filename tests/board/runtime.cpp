// What the laws use of the compiled half of the C++ library, and a heap that counts, for their own lists. Nothing of
// csp asks for it: images without laws prove that.
#include <malloc.h>

#include <atomic>
#include <board.hpp>
#include <cstddef>
#include <cstdlib>
#include <list>
#include <new>

#include "elsewhere.hpp"

namespace {

std::atomic<std::size_t> used = 0;

[[noreturn]] void fail(std::string_view what) {
  board::say(what);
  board::say("\n");
  board::exit(5);
}

}  // namespace

void* operator new(std::size_t bytes) {
  void* const place = memalign(alignof(std::max_align_t), bytes);  // malloc() of picolibc aligns to 8
  if (!place) fail("the heap of the laws is too small");
  used += malloc_usable_size(place);
  return place;
}
void operator delete(void* place) noexcept {
  if (place) used -= malloc_usable_size(place);
  std::free(place);
}
void operator delete(void* place, std::size_t) noexcept { operator delete(place); }

// Frames do not count: frames.cpp counts them.
std::size_t heap_in_use() { return used; }

namespace std {
void __throw_length_error(const char* what) { fail(what); }
void __throw_logic_error(const char* what) { fail(what); }
void __throw_invalid_argument(const char* what) { fail(what); }
void __throw_out_of_range(const char* what) { fail(what); }
void __throw_out_of_range_fmt(const char* what, ...) { fail(what); }
void __throw_bad_function_call() { fail("an empty function is called"); }
void __throw_bad_alloc() { fail("the heap of the laws is too small"); }
void __throw_bad_array_new_length() { fail("the length of an array"); }
namespace __detail {
void _List_node_base::_M_hook(_List_node_base* before) noexcept {
  _M_next = before;
  _M_prev = before->_M_prev;
  before->_M_prev = _M_prev->_M_next = this;
}
}  // namespace __detail
}  // namespace std
