// Laws of the memory for frames.
#include <csp/port/frame_pool.hpp>
#include <cstdint>
#include <cstring>
#include <random>
#include <vector>

#include "framework.hpp"

namespace {

using csp::port::frame_pool;

struct taken_frame {
  unsigned char* at;
  std::size_t bytes;
  unsigned char mark;

  bool intact() const {
    for (std::size_t i = 0; i < bytes; ++i)
      if (at[i] != mark) return false;
    return true;
  }
};

class pool_of_frames : public testing::Test {
 protected:
  alignas(std::max_align_t) std::byte memory[4096];
  frame_pool pool{memory};
};

TEST_F(pool_of_frames, even_nothing_has_a_place_of_its_own) {
  auto* const nothing = static_cast<unsigned char*>(pool.allocate(0));
  auto* const frame = static_cast<unsigned char*>(pool.allocate(64));
  EXPECT_NE(nothing, frame);
  std::memset(frame, 0xaa, 64);
  pool.release(nothing, 0);
  EXPECT_TRUE((taken_frame{frame, 64, 0xaa}.intact()));
  pool.release(frame, 64);
  EXPECT_EQ(pool.used(), 0u);
}

TEST_F(pool_of_frames, is_one_piece_again_when_all_have_come_back) {
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::vector<taken_frame> out;
    for (int i = 0; i < 300; ++i) {
      const std::size_t bytes = 1 + random() % 300;
      if (random() % 2 == 0) {
        if (auto* const at = static_cast<unsigned char*>(pool.allocate(bytes))) {
          EXPECT_EQ(reinterpret_cast<std::uintptr_t>(at) % alignof(std::max_align_t), 0u);
          const auto mark = static_cast<unsigned char>(random());
          std::memset(at, mark, bytes);
          out.push_back({at, bytes, mark});
        }
      } else if (!out.empty()) {
        std::swap(out[random() % out.size()], out.back());
        ASSERT_TRUE(out.back().intact());
        pool.release(out.back().at, out.back().bytes);
        out.pop_back();
      }
    }
    while (!out.empty()) {
      ASSERT_TRUE(out.back().intact());
      pool.release(out.back().at, out.back().bytes);
      out.pop_back();
    }
    ASSERT_EQ(pool.used(), 0u);
    void* const all = pool.allocate(sizeof memory);
    ASSERT_EQ(all, memory);
    pool.release(all, sizeof memory);
  }
}

TEST_F(pool_of_frames, gives_all_of_its_memory_and_then_none) {
  int count = 0;
  while (pool.allocate(128)) ++count;
  EXPECT_EQ(count, 4096 / 128);
  EXPECT_EQ(pool.used(), pool.size());
  EXPECT_EQ(pool.allocate(1), nullptr);
}

TEST_F(pool_of_frames, refuses_what_fits_no_hole_and_is_unharmed) {
  void* const first = pool.allocate(1024);
  void* const second = pool.allocate(1024);
  void* const third = pool.allocate(2048);
  pool.release(first, 1024);
  EXPECT_EQ(pool.allocate(1040), nullptr);
  EXPECT_EQ(pool.allocate(1024), first);
  pool.release(third, 2048);
  pool.release(first, 1024);
  EXPECT_EQ(pool.allocate(3072), nullptr);  // there are so many, but not in one piece
  pool.release(second, 1024);
  EXPECT_EQ(pool.allocate(4096), memory);
}

TEST_F(pool_of_frames, knows_the_most_that_was_taken) {
  void* const first = pool.allocate(1024);
  void* const second = pool.allocate(512);
  pool.release(second, 512);
  pool.release(first, 1024);
  EXPECT_EQ(pool.most_used(), 1024u + 512u);
  EXPECT_EQ(pool.used(), 0u);
}

}  // namespace
