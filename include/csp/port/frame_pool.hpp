// Memory for frames without a heap, out of one piece that the application sizes.
#pragma once
#include <cstddef>
#include <cstdint>
#include <new>

namespace csp::port {

// First fit among the holes, which are listed by address and grow together again with their neighbours. Taking and
// giving back is linear in the number of holes, not of frames. Not for several threads.
class frame_pool {
 public:
  // The memory is the application's, aligned for any fundamental type, and outlives the pool. What is more than a
  // multiple of the grain is not used.
  template <std::size_t Bytes>
  explicit constexpr frame_pool(std::byte (&piece)[Bytes]) : frame_pool(piece, Bytes) {
    static_assert(Bytes >= grain, "csp: a pool of frames is smaller than any frame");
  }
  constexpr frame_pool(std::byte* piece, std::size_t bytes)
      : begin_(piece), fresh_(piece), size_(rounded_down(bytes)) {}
  frame_pool(const frame_pool&) = delete;
  frame_pool& operator=(const frame_pool&) = delete;

  // Aligned for any fundamental type; null when no hole is large enough.
  void* allocate(std::size_t bytes) noexcept {
    const std::size_t wanted = rounded(bytes);
    for (hole** at = &holes_; *at; at = &(*at)->next)
      if ((*at)->size >= wanted) return taken(cut(at, wanted), wanted);
    if (wanted > size_ - static_cast<std::size_t>(fresh_ - begin_)) return nullptr;
    std::byte* const frame = fresh_;
    fresh_ += wanted;
    return taken(frame, wanted);
  }

  // With the size that was asked for.
  void release(void* frame, std::size_t bytes) noexcept {
    const std::size_t size = rounded(bytes);
    used_ -= size;
    hole** at = &holes_;
    hole* before = nullptr;
    for (; *at && static_cast<void*>(*at) < frame; at = &before->next) before = *at;
    hole* here = ::new (frame) hole{size, *at};
    *at = here;
    try_merge(*here);
    if (before && try_merge(*before)) here = before;
    give_back(*here);
  }

  // Whether it is a frame of this pool.
  bool has(const void* frame) const noexcept {
    return reinterpret_cast<std::uintptr_t>(frame) - reinterpret_cast<std::uintptr_t>(begin_) < size_;
  }

  // In bytes: all there is, what is taken, and the most that ever was.
  std::size_t size() const { return size_; }
  std::size_t used() const { return used_; }
  std::size_t most_used() const { return most_used_; }

 private:
  struct hole {
    std::size_t size;
    hole* next;
    std::byte* end() { return reinterpret_cast<std::byte*>(this) + size; }
  };

  static constexpr std::size_t grain = sizeof(hole) > alignof(std::max_align_t) ? sizeof(hole)
                                                                                : alignof(std::max_align_t);
  static constexpr std::size_t rounded_down(std::size_t bytes) { return bytes / grain * grain; }
  static constexpr std::size_t rounded(std::size_t bytes) { return rounded_down((bytes ? bytes : 1) + grain - 1); }

  void* taken(void* frame, std::size_t size) {
    used_ += size;
    if (used_ > most_used_) most_used_ = used_;
    return frame;
  }

  // The end of a hole, so that the hole stays where it is; the whole of one that fits.
  static std::byte* cut(hole** at, std::size_t wanted) {
    hole& from = **at;
    if (from.size == wanted) *at = from.next;
    from.size -= wanted;
    return from.end();
  }

  // With the next one when they touch.
  static bool try_merge(hole& here) {
    if (here.end() != reinterpret_cast<std::byte*>(here.next)) return false;
    here.size += here.next->size;
    here.next = here.next->next;
    return true;
  }

  // The last hole, when nothing was ever taken behind it.
  void give_back(hole& last) {
    if (last.end() != fresh_) return;
    hole** at = &holes_;
    while (*at != &last) at = &(*at)->next;
    *at = nullptr;
    fresh_ = reinterpret_cast<std::byte*>(&last);
  }

  std::byte* begin_;
  std::byte* fresh_;  // from here on nothing is taken, and there is no hole
  std::size_t size_;
  hole* holes_ = nullptr;
  std::size_t used_ = 0;
  std::size_t most_used_ = 0;
};

// Where a microcontroller's port takes frames from. The application defines it, and so says how large it is:
//
//   alignas(std::max_align_t) static std::byte memory[2048];
//   constinit csp::port::frame_pool csp::port::frames(memory);
//
// It is not asked for by other ports, nor where the application defines allocate_frame() and release_frame() itself.
extern frame_pool frames;

}  // namespace csp::port
