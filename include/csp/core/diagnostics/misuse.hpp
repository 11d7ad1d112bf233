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

// The same of texts in the source: the compiler counts them. Of a string_view made of one it would let strlen count,
// where it compiles for size.
template <std::size_t N>
[[noreturn, gnu::always_inline]] inline void misuse(const char (&rule)[N], std::string_view subject, unsigned line) {
  misuse(std::string_view(rule, N - 1), subject, line);
}
template <std::size_t N, std::size_t M>
[[noreturn, gnu::always_inline]] inline void misuse(const char (&rule)[N], const char (&subject)[M], unsigned line) {
  misuse(std::string_view(rule, N - 1), std::string_view(subject, M - 1), line);
}

}  // namespace csp

namespace csp::core {

// A text in the source, counted by the compiler likewise.
class source_text {
 public:
  template <std::size_t N>
  consteval source_text(const char (&text)[N]) : text_(text, N - 1) {}
  constexpr operator std::string_view() const { return text_; }

 private:
  std::string_view text_;
};

// Where something stands, written into memory of its own from the end on. What is too long is cut: the end of a name,
// the beginning of a path.
class location_text {
 public:
  // "file:line:column"
  location_text(std::string_view file, unsigned line, unsigned column) {
    put(column);
    put(line);
    put(file);
  }
  // "name, file"
  location_text(std::string_view name, std::string_view file) {
    put(file);
    if (!file.empty()) put(", ");
    if (name.size() > most) name.remove_suffix(name.size() - most);
    put(name);
  }
  std::string_view text() const { return {begin_, static_cast<std::size_t>(text_ + sizeof text_ - begin_)}; }

 private:
  static constexpr std::size_t most = 128;

  void put(std::string_view text) {
    if (text.size() > most) text.remove_prefix(text.size() - most);
    for (std::size_t i = text.size(); i-- != 0;) *--begin_ = text[i];
  }
  void put(unsigned number) {
    do *--begin_ = static_cast<char>('0' + number % 10);
    while (number /= 10);
    *--begin_ = ':';
  }

  char text_[most + 2 + most];
  char* begin_ = text_ + sizeof text_;
};

// Debian's MinGW has it in a folder of the compiler's own: /usr/lib/gcc/x86_64-w64-mingw32/12-posix/include/c++/array.
#if defined(__MINGW32__)
inline constexpr bool library_may_lack_version = true;
#else
inline constexpr bool library_may_lack_version = false;
#endif

// What a channel is called: a name, or where it was declared.
class written_label {
 public:
  constexpr written_label(const char* name) : text_(name) {}
  constexpr written_label(std::string_view name) : text_(name) {}
  constexpr written_label(std::source_location where)
      : text_(where.file_name()), line_(where.line()), column_(where.column()) {}

  [[noreturn]] void misused(source_text rule) const {
    if (line() == 0) misuse(rule, text(), 0);
    misuse(rule, location_text(text_, line_, column_).text(), 0);
  }

  // The name; or the file, with a line. What the standard library makes for a container, make_unique or the like has
  // no line of its own.
  std::string_view text() const { return is_made_by_library() ? "an element of a container" : text_; }
  unsigned line() const { return is_made_by_library() ? 0 : line_; }
  unsigned column() const { return column_; }

  bool operator==(const written_label& other) const {
    return line() == other.line() && (line() == 0 || column_ == other.column_) && text() == other.text();
  }

 private:
  // As in /usr/include/c++/12/array, .../include/newlib/c++/12.2.1/array, .../include/c++/v1/array.
  bool is_made_by_library() const {
    const std::size_t at = line_ == 0 ? text_.npos : text_.find("/c++/", text_.find("/include/"));
    if (at == text_.npos || at + 5 == text_.size()) return false;
    return text_[at + 5] == 'v' || (text_[at + 5] >= '0' && text_[at + 5] <= '9') ||
           (library_may_lack_version && text_.find("/lib/gcc/") < at);
  }

  std::string_view text_;
  unsigned line_ = 0;
  unsigned column_ = 0;
};

// A rule is broken by something that has no name in this build.
[[noreturn, gnu::cold, gnu::noinline]] inline void misuse_of_something(std::string_view rule) { misuse(rule, {}, 0); }

// The same in a build without names: nothing.
class blank_label {
 public:
  constexpr blank_label(const char*) {}
  constexpr blank_label(std::string_view) {}
  constexpr blank_label(std::source_location) {}

  [[noreturn]] static void misused(source_text rule) { misuse_of_something(rule); }

  static constexpr std::string_view text() { return {}; }
  static constexpr unsigned line() { return 0; }
  static constexpr unsigned column() { return 0; }
  bool operator==(const blank_label&) const { return true; }
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
