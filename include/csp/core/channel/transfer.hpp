// A value moves from one place to another, with the engine's lock held.
#pragma once
#include <new>
#include <type_traits>
#include <utility>

namespace csp::core {

// While one lives, a value's own code runs in the midst of a communication: its move, or the destruction of what that
// has left. It may move ends, but uses no channel, else an assertion says so.
template <class T, class E, bool = std::is_trivially_copyable_v<T>>
struct code_of_value {};
template <class T, class E>
struct code_of_value<T, E, false> : E::code_of_value {};

// Into raw storage.
template <class T, class E>
void transfer(void* from, void* to) {
  [[maybe_unused]] const code_of_value<T, E> runs;
  ::new (to) T(std::move(*static_cast<T*>(from)));
}

template <class T, class E>
void destroy_rest(void* left) {
  [[maybe_unused]] const code_of_value<T, E> runs;
  static_cast<T*>(left)->~T();
}

}  // namespace csp::core
