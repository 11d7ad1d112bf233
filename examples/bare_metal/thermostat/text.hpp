// A line of text that is made without a heap. What does not fit is left out.
#pragma once
#include <cstdint>
#include <string_view>

class text {
 public:
  text& operator<<(std::string_view more) {
    for (const char c : more)
      if (length_ < sizeof letters_) letters_[length_++] = c;
    return *this;
  }
  text& operator<<(int number) {
    if (number < 0) *this << "-";
    char digits[10];
    char* at = digits + sizeof digits;
    unsigned left = number < 0 ? 0u - static_cast<unsigned>(number) : static_cast<unsigned>(number);
    do *--at = static_cast<char>('0' + left % 10);
    while (left /= 10);
    return *this << std::string_view(at, static_cast<std::size_t>(digits + sizeof digits - at));
  }

  void clear() { length_ = 0; }
  bool empty() const { return length_ == 0; }
  bool full() const { return length_ == sizeof letters_; }
  std::string_view view() const { return {letters_, length_}; }

 private:
  char letters_[71];
  std::uint8_t length_ = 0;
};
