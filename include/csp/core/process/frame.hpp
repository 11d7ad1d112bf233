// The part of a coroutine's frame that the core knows.
#pragma once
#include <cstddef>

#include "party.hpp"

namespace csp::core {

template <class E>
struct child_process;

// How large a frame is, for reports: which process holds an end is told by where the end lies.
class known_extent {
 public:
  void set(std::uint32_t bytes) { bytes_ = bytes; }
  // Whether it lies in the frame with this promise, which every frame has at the same place (see frame::of).
  bool contains(const void* promise, const void* what) const {
    const std::uintptr_t begin = reinterpret_cast<std::uintptr_t>(promise) - 2 * sizeof(void*);
    return reinterpret_cast<std::uintptr_t>(what) - begin < bytes_;
  }

 private:
  std::uint32_t bytes_;  // set when the frame is complete
};
class unknown_extent {
 public:
  static constexpr void set(std::uint32_t) {}
  static constexpr bool contains(const void*, const void*) { return false; }
};
using extent = std::conditional_t<named, known_extent, unknown_extent>;

// The base of every promise. The outermost frame of a process is its party; a called process runs as part of
// the party that called it.
template <class E>
struct frame : party<E> {
  frame() = default;
  frame(const frame&) = delete;
  frame& operator=(const frame&) = delete;

  party<E>* root = this;
  child_process<E>* owner = nullptr;

  [[no_unique_address]] core::extent extent;

  bool is_called() const { return root != this; }
  bool contains(const void* what) const { return extent.contains(this, what); }

  // Promises are aligned like pointers, so every frame keeps this at the same place.
  static frame& of(std::coroutine_handle<> h) {
    return std::coroutine_handle<frame>::from_address(h.address()).promise();
  }
};

}  // namespace csp::core
