// The tests' own memory for frames: it counts what is out, and can run dry.
#pragma once
#include <atomic>
#include <cstddef>

namespace frames {

inline std::atomic<long> out = 0;        // frames, and channels of make_channel, that are not released yet
inline std::atomic<long> allocated = 0;  // ever
inline std::atomic<long> left = -1;      // how many more may be had; negative: any number
inline void (*on_release)() = nullptr;   // called before each is released; set while no network runs

// Only `n` more frames may be had while it lives.
class only {
 public:
  explicit only(long n) { left = n; }
  only(const only&) = delete;
  only& operator=(const only&) = delete;
  ~only() { left = -1; }
};

}  // namespace frames
