// The part of a coroutine's frame that the core knows.
#pragma once
#include "party.hpp"

namespace csp::core {

template <class E>
struct member;

// The base of every promise. The outermost frame of a process is its party; a called process runs as part of
// the party that called it.
template <class E>
struct frame : party<E> {
  frame() = default;
  frame(const frame&) = delete;
  frame& operator=(const frame&) = delete;

  party<E>* root = this;
  member<E>* owner = nullptr;

  bool called() const { return root != this; }

  // Promises are aligned like pointers, so every frame keeps this at the same place.
  static frame& of(std::coroutine_handle<> h) {
    return std::coroutine_handle<frame>::from_address(h.address()).promise();
  }
};

}  // namespace csp::core
