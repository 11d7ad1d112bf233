// What reports know besides names: where a process waits, and who used the ends of a channel last. A build without
// names keeps nothing of it.
#pragma once
#include <bit>
#include <source_location>
#include <string_view>
#include <type_traits>

#include "misuse.hpp"

namespace csp::core {

// The line of a co_await, and the function in which it stands.
class written_site {
  using written = decltype(__builtin_source_location());

 public:
  constexpr written_site() = default;
  // As std::source_location::current(), which g++ 13 refuses in default arguments of what it calls where a coroutine
  // begins and ends: "taking address of an immediate function". A source_location is a pointer to what the compiler
  // wrote.
  static written_site here(written at = __builtin_source_location()) {
    return written_site(std::bit_cast<std::source_location>(at));
  }

  // A rule is broken here, by what has this name; without one, by the process of this function.
  // In line, and what it calls gets a copy: a site that has an address costs every resumption of its process a place on
  // the stack.
  [[noreturn, gnu::always_inline]] void misused(source_text rule, std::string_view name = {}) const {
    misused_at(*this, rule, name);
  }

  // Its bare name, cut out of what the compiler writes: of `void a::b(int)` it is b.
  std::string_view function() const {
    std::string_view text = at_.function_name();
    std::size_t end = text.find('(');
    while (end < text.size() && behind(text, end).starts_with("(anonymous")) end = text.find('(', end + 1);
    if (end < text.size()) text.remove_suffix(text.size() - end);
    return behind(text, text.find_last_of(" :") + 1);
  }
  std::string_view file() const { return at_.file_name(); }
  unsigned line() const { return at_.line(); }

  bool operator==(const written_site& other) const {
    return line() == other.line() && at_.column() == other.at_.column() && function() == other.function();
  }

 private:
  [[noreturn, gnu::cold, gnu::noinline]] static void misused_at(written_site here, std::string_view rule,
                                                                std::string_view name) {
    misuse(rule, location_text(name.empty() ? here.function() : name, here.file()).text(), here.line());
  }

  constexpr explicit written_site(std::source_location at) : at_(at) {}

  // As substr(), which needs the standard library's run-time.
  static std::string_view behind(std::string_view text, std::size_t index) {
    text.remove_prefix(index);
    return text;
  }

  std::source_location at_;
};
class blank_site {
 public:
  static constexpr blank_site here() { return {}; }

  [[noreturn]] static void misused(source_text rule, std::string_view = {}) { misuse_of_something(rule); }

  static constexpr std::string_view function() { return {}; }
  static constexpr std::string_view file() { return {}; }
  static constexpr unsigned line() { return 0; }
  bool operator==(const blank_site&) const { return true; }
};

using site = std::conditional_t<named, written_site, blank_site>;

// Who waited last on either side of a channel: parties, which may be gone, only for comparison.
class known_users {
 public:
  constexpr known_users() = default;
  void note(int side, const void* user) { last_[side] = user; }
  const void* last(int side) const { return last_[side]; }

 private:
  const void* last_[2] = {nullptr, nullptr};
};
class unknown_users {
 public:
  static constexpr void note(int, const void*) {}
  static constexpr const void* last(int) { return nullptr; }
};

using users = std::conditional_t<named, known_users, unknown_users>;

}  // namespace csp::core
