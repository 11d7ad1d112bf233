// What a process was named: a copy of the text, in memory like that of frames.
#pragma once
#include <cstddef>
#include <string_view>
#include <utility>

#include "../port/memory.hpp"

namespace csp::core {

class process_name {
 public:
  process_name() = default;
  process_name(process_name&& from) noexcept : text_(std::exchange(from.text_, nullptr)) {}
  process_name& operator=(process_name&& from) noexcept {
    std::swap(text_, from.text_);
    return *this;
  }
  ~process_name() {
    if (text_) [[unlikely]]
      forget();
  }

  // Without memory for the copy there is no name.
  void set(std::string_view text) {
    if (text_) forget();
    text_ = static_cast<char*>(port::allocate_frame(text.size() + 1));
    if (!text_) return;
    text.copy(text_, text.size());
    text_[text.size()] = '\0';
  }
  // Null: none.
  const char* c_str() const { return text_; }
  std::string_view text() const { return text_ ? text_ : std::string_view(); }

 private:
  [[gnu::noinline]] void forget() {
    const std::size_t bytes = text().size() + 1;
    port::release_frame(std::exchange(text_, nullptr), bytes);
  }

  char* text_ = nullptr;
};

// The same where nobody asks for it.
class no_name {
 public:
  static constexpr void set(std::string_view) {}
  static constexpr std::string_view text() { return {}; }
};

}  // namespace csp::core
