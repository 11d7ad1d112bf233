// The base of every test of a law: after it, no frame and no payload is left.
#pragma once
#include <algorithm>
#include <atomic>
#include <csp/csp.hpp>
#include <string>
#include <vector>

#include "frames.hpp"
#include "framework.hpp"

// A payload that counts its living objects, cannot be copied and has no default.
class tracked {
 public:
  explicit tracked(int n) : number(n) { ++alive; }
  tracked(tracked&& from) noexcept : number(from.number) {
    from.number = -1;
    ++alive;
  }
  tracked& operator=(tracked&& from) noexcept {
    number = from.number;
    from.number = -1;
    return *this;
  }
  ~tracked() { --alive; }

  int number;

  static inline std::atomic<int> alive = 0;
};

// What happened, in order; several processes may write to it.
class record {
 public:
  void operator+=(char word) {
    while (busy_.test_and_set(std::memory_order_acquire)) {
    }
    text_ += word;
    busy_.clear(std::memory_order_release);
  }
  std::string text() const { return text_; }

 private:
  std::atomic_flag busy_;  // a board has no mutex
  std::string text_;
};

// Says its word when it dies; for the order in which frames are destroyed.
class last_word {
 public:
  last_word(record& log, char word) : log_(&log), word_(word) {}
  last_word(const last_word&) = delete;
  last_word& operator=(const last_word&) = delete;
  ~last_word() { *log_ += word_; }

 private:
  record* log_;
  char word_;
};

class law : public testing::Test {
 protected:
  void TearDown() override {
    EXPECT_EQ(frames::out, 0);
    EXPECT_EQ(tracked::alive, 0);
  }
};

// They may come as far as they get in so many turns; on `threads` most likely.
inline csp::process let_others_run(int times) {
  for (int i = 0; i < times; ++i) co_await csp::yield();
}
