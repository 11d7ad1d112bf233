// Illegal use that the compiler cannot catch: an assertion that names what was misused.
#pragma once
#include <source_location>
#include <string_view>
#include <type_traits>

#ifndef CSP_NAMES
#define CSP_NAMES __STDC_HOSTED__
#endif

namespace csp {

// Reports the broken rule and its subject and never returns. The port supplies it.
[[noreturn]] void misuse(std::string_view rule, std::string_view subject, unsigned line) noexcept;

}  // namespace csp

namespace csp::core {

// What a channel is called: a name, or where it was declared.
class written_label {
 public:
  constexpr written_label(const char* name) : text_(name) {}
  constexpr written_label(std::string_view name) : text_(name) {}
  constexpr written_label(std::source_location where) : text_(where.file_name()), line_(where.line()) {}

  [[noreturn]] void misused(std::string_view rule) const { misuse(rule, text_, line_); }

  std::string_view text() const { return text_; }
  unsigned line() const { return line_; }

 private:
  std::string_view text_;
  unsigned line_ = 0;
};

// The same in a build without names: nothing.
class blank_label {
 public:
  constexpr blank_label(const char*) {}
  constexpr blank_label(std::string_view) {}
  constexpr blank_label(std::source_location) {}

  [[noreturn]] void misused(std::string_view rule) const { misuse(rule, {}, 0); }

  static constexpr std::string_view text() { return {}; }
  static constexpr unsigned line() { return 0; }
};

// Whether this build has names: for messages and reports.
inline constexpr bool named = CSP_NAMES != 0;

using label = std::conditional_t<named, written_label, blank_label>;

// The name of a type as the compiler prints it, without run-time type information.
template <class T>
constexpr std::string_view type_name() {
  constexpr std::string_view text = __PRETTY_FUNCTION__;
  constexpr std::size_t from = text.find("T = ") + 4;
  constexpr std::size_t to = text.find_first_of(";]", from);
  return {text.data() + from, to - from};
}

}  // namespace csp::core
