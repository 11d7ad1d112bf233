// What left a process by a throw; nothing at all in a build without exceptions.
#pragma once
#include <exception>

#include "../build.hpp"

namespace csp::core {

#if defined(__cpp_exceptions)

class [[CSP_BUILT_ALIKE]] failure {
 public:
  static constexpr bool possible = true;

  void capture() noexcept { thrown_ = std::current_exception(); }
  bool has_happened() const noexcept { return static_cast<bool>(thrown_); }
  void rethrow() const {
    if (thrown_) std::rethrow_exception(thrown_);
  }

 private:
  std::exception_ptr thrown_;
};

#else

class [[CSP_BUILT_ALIKE]] failure {
 public:
  static constexpr bool possible = false;

  void capture() noexcept {}
  bool has_happened() const noexcept { return false; }
  void rethrow() const {}
};

#endif

}  // namespace csp::core
