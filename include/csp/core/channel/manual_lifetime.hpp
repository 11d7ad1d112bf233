// Raw storage for a value that may come later.
#pragma once
#include <new>
#include <type_traits>
#include <utility>

namespace csp::core {

template <class T>
union manual_lifetime {
  manual_lifetime() {}
  ~manual_lifetime() {}

  // Moves the value out and leaves the storage raw.
  T take() {
    struct last {
      manual_lifetime& of;
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
union manual_lifetime<void> {
  void take() {}
  void destroy() {}
  void fill() {}
};

}  // namespace csp::core
