// Laws of what the library calls of its user's: conditions, copies and moves of values, bodies.
#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer;
using namespace std::chrono_literals;

namespace {

class conditions : public law {};
class values : public law {};
class bodies : public law {};

TEST_F(conditions, are_asked_once_before_each_choice_whatever_its_discipline) {
  int asked = 0;
  auto yes = [&] { return ++asked > 0; };
  csp::turn turn;
  auto all = [&]() -> process {
    std::vector some{csp::when(yes, csp::skip())};
    co_await csp::pri_alt(csp::when(yes, csp::skip()));
    EXPECT_EQ(asked, 1);
    co_await csp::alt(csp::when(yes, csp::skip()));
    EXPECT_EQ(asked, 2);
    co_await csp::fair_alt(turn, csp::when(yes, csp::skip()));
    EXPECT_EQ(asked, 3);
    co_await csp::pri_alt(some);
    EXPECT_EQ(asked, 4);
    co_await csp::pri_alt(csp::when(yes, csp::when(yes, csp::skip())));
    EXPECT_EQ(asked, 6);
    co_await csp::pri_alt(csp::when(false, csp::when(yes, csp::skip())), csp::skip());
    EXPECT_EQ(asked, 6);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(conditions, are_asked_once_before_each_select_and_not_when_a_choice_is_kept) {
  int asked = 0;
  auto yes = [&] { return ++asked > 0; };
  auto all = [&]() -> process {
    auto choice = csp::keep(csp::fair_alt(csp::when(yes, csp::skip())));
    EXPECT_EQ(asked, 0);
    for (int i = 1; i <= 3; ++i) {
      co_await choice.select();
      EXPECT_EQ(asked, i);
    }
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(conditions, may_take_what_there_is_once) {
  int tokens = 1;
  std::vector<unsigned> chosen;
  auto take = [&] { return tokens-- > 0; };
  auto all = [&]() -> process {
    for (int i = 0; i < 2; ++i) chosen.push_back(co_await csp::pri_alt(csp::when(take, csp::skip()), csp::skip()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(chosen, (std::vector{0u, 1u}));
}

TEST_F(conditions, are_asked_though_the_choice_waits_then) {
  int asked = 0, x = 0;
  auto all = [&]() -> process {
    channel<int> c;
    auto chooses = [&](reader<int> in) -> process {
      co_await csp::pri_alt(csp::when([&] { return ++asked > 0; }, in.into(x)), csp::after(10min));
    };
    auto writes = [&](writer<int> out) -> process {
      for (int i = 0; i < 50; ++i) co_await csp::yield();
      co_await out.write(7);
    };
    co_await csp::par(chooses(c.reader()), writes(c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(x, 7);
  EXPECT_EQ(asked, 1);
}

// One that was ended from outside makes no choice any more, and nobody is asked.
TEST_F(conditions, of_a_process_that_was_ended_are_not_asked) {
  std::atomic<int> asked = 0;
  {
    channel<void> first, then;
    auto chooses = [&]() -> process {
      co_await then.write();
      for (;;) co_await csp::pri_alt(csp::when([&] { return ++asked > 0; }, csp::skip()));
    };
    auto tells = [&]() -> process { co_await first.write(); };
    auto all = [&]() -> process { co_await csp::par(chooses(), tells()); };
    csp::network<void> network(all());
    EXPECT_TRUE(first.next().wait());
    EXPECT_TRUE(then.next().wait());
  }
  constexpr bool one_thread = std::is_empty_v<process::engine::scoped_lock>;  // else it may choose before it is ended
  if (one_thread) {
    EXPECT_EQ(asked, 0);
  }
}

// Counts what becomes of it.
struct counted {
  counted() = default;
  counted(const counted&) noexcept { ++copies; }
  counted(counted&&) noexcept { ++moves; }
  counted& operator=(const counted&) noexcept {
    ++copies;
    return *this;
  }
  counted& operator=(counted&&) noexcept {
    ++moves;
    return *this;
  }
  ~counted() = default;

  static void forget() { copies = moves = 0; }
  static inline std::atomic<int> copies = 0;
  static inline std::atomic<int> moves = 0;
};

// Copies and moves of one value that goes through a channel. A buffer is written before it is read.
template <class Buffer, class Write, class Read>
std::pair<int, int> of_one(Write write, Read read) {
  counted::forget();
  csp::channel<counted, Buffer> c;
  auto together = [&]() -> process { co_await csp::par(write(c), read(c)); };
  auto in_turn = [&]() -> process { co_await csp::seq(write(c), read(c)); };
  EXPECT_TRUE(csp::run(std::is_same_v<Buffer, csp::unbuffered> ? together() : in_turn()));
  return {counted::copies, counted::moves};
}

template <class Buffer>
void are_copied_and_moved(int moves) {
  using in = csp::channel<counted, Buffer>&;
  auto writes_rvalue = [](in c) -> process {
    counted x;
    co_await c.write(std::move(x));
  };
  auto writes_lvalue = [](in c) -> process {
    const counted x;
    co_await c.write(x);
  };
  auto chooses_lvalue = [](in c) -> process {
    const counted x;
    co_await csp::pri_alt(c.from(x));
  };
  auto reads = [](in c) -> process { [[maybe_unused]] const counted x = co_await c.read(); };
  auto asks = [](in c) -> process { [[maybe_unused]] const auto x = co_await c.next(); };
  auto chooses = [](in c) -> process {
    counted x;
    co_await csp::pri_alt(c.into(x));
  };
  EXPECT_EQ((of_one<Buffer>(writes_rvalue, reads)), std::pair(0, moves));
  EXPECT_EQ((of_one<Buffer>(writes_lvalue, reads)), std::pair(1, moves));
  EXPECT_EQ((of_one<Buffer>(chooses_lvalue, reads)), std::pair(1, moves));
  EXPECT_EQ((of_one<Buffer>(writes_rvalue, asks)), std::pair(0, moves + 1));
  EXPECT_EQ((of_one<Buffer>(writes_rvalue, chooses)), std::pair(0, moves + 1));
}

TEST_F(values, are_copied_once_from_a_variable_and_moved_to_the_reader_and_out_of_its_operation) {
  are_copied_and_moved<csp::unbuffered>(2);
}
TEST_F(values, are_moved_once_more_through_a_buffer) { are_copied_and_moved<csp::fifo<2>>(3); }

TEST_F(values, that_are_not_written_are_neither_moved_nor_copied_again) {
  auto all = [&]() -> process {
    channel<counted> c;
    counted x;
    counted::forget();
    EXPECT_EQ(c.try_write(std::move(x)), csp::status::would_wait);
    EXPECT_EQ(co_await c.send(std::move(x)).within(0s), csp::status::would_wait);
    EXPECT_EQ(co_await csp::pri_alt(c.from(std::move(x)), csp::skip()), 1u);
    EXPECT_EQ(counted::copies, 0);
    EXPECT_EQ(counted::moves, 0);
    EXPECT_EQ(co_await csp::pri_alt(csp::when(false, c.from(x)), csp::skip()), 1u);
    EXPECT_EQ(counted::copies, 0);
    EXPECT_EQ(co_await csp::pri_alt(c.from(x), csp::skip()), 1u);
    EXPECT_EQ(counted::copies, 1);
    EXPECT_EQ(counted::moves, 0);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(bodies, of_scopes_and_looks_are_called_once) {
  std::atomic<int> called = 0;
  auto body = [&](csp::spawner&) -> process {
    ++called;
    co_return;
  };
  auto all = [&]() -> process {
    channel<int, csp::fifo<1>> c;
    co_await csp::scope(body);
    EXPECT_EQ(called, 1);
    co_await c.write(1);
    co_await c.extended([&](const int&) { ++called; });
    EXPECT_EQ(called, 2);
  };
  EXPECT_TRUE(csp::run(all()));
}

class memory : public law {};

channel<int>* probe = nullptr;

// What an application's release_frame may do: on `threads`, a call under the engine's lock is an assertion.
TEST_F(memory, is_released_without_the_lock) {
  channel<int> c;
  probe = &c;
  frames::on_release = [] { (void)probe->try_read(); };
  auto lets_go = [](auto ends) -> process {
    auto mine = std::move(ends);
    co_return;
  };
  auto all = [&]() -> process {
    co_await lets_go(csp::make_channel<int>());
    co_await lets_go(csp::make_channel<int, csp::fifo<2>>());
  };
  EXPECT_TRUE(csp::run(all()));
  frames::on_release = nullptr;
}

#if defined(__cpp_exceptions)
TEST_F(memory, is_released_without_the_lock_when_the_last_ends_have_died_in_an_exception) {
  channel<int> c;
  probe = &c;
  frames::on_release = [] { (void)probe->try_read(); };
  auto throws = [](auto ends) -> process {
    auto mine = std::move(ends);
    co_await csp::yield();
    throw 1;
  };
  EXPECT_THROW((void)csp::run(throws(csp::make_channel<int>())), int);
  EXPECT_THROW((void)csp::run(throws(csp::make_channel<int, csp::fifo<2>>())), int);
  frames::on_release = nullptr;
}
#endif

}  // namespace
