// Raw storage for a value that may come later.
#pragma once
#include <new>
#include <type_traits>
#include <utility>

namespace csp::core {

template <class T>
union slot {
  slot() {}
  ~slot() {}

  // Moves the value out and leaves the storage raw.
  T take() {
    struct last {
      slot& of;
      ~last() { of.destroy(); }
    } at_exit{*this};
    return std::move(value);
  }
  void destroy() { value.~T(); }
  template <class... From>
  void fill(From&&... from) {
    ::new (static_cast<void*>(&value)) T(std::forward<From>(from)...);
  }

  T value;
};

template <>
union slot<void> {
  void take() {}
  void destroy() {}
  void fill() {}
};

}  // namespace csp::core
