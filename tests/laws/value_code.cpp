// Laws of what a value's own code may do: its move, and its destruction.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer;

namespace {

class code_of_values : public law {};

// What a value of `telling` does with a channel; nothing when there is none.
enum class moment { moved, left, destroyed };

template <moment When>
class telling {
 public:
  explicit telling(channel<int, csp::fifo<9>>* to) : to_(to) {}
  telling(telling&& from) noexcept : to_(from.to_) {
    if (When == moment::moved) tell();
    if (When == moment::destroyed) from.to_ = nullptr;
    from.is_left_ = true;
  }
  ~telling() {
    if (When == moment::destroyed || (When == moment::left && is_left_)) tell();
  }

 private:
  void tell() {
    if (to_) (void)to_->try_write(1);
  }

  channel<int, csp::fifo<9>>* to_;
  bool is_left_ = false;
};

// A value goes through a channel with this buffer; what it tells goes to another. Returns how often it told.
template <class T, class Buffer>
int told(int values) {
  csp::channel<int, csp::fifo<9>> other;
  auto give = [&](writer<T> out) -> process {
    for (int i = 0; i < values; ++i) {
      T value(&other);
      co_await out.write(std::move(value));
    }
  };
  auto take = [](reader<T> in) -> process {
    co_await csp::yield();
    while (auto x = co_await in.next()) {
    }
  };
  auto all = [&]() -> process {
    csp::channel<T, Buffer> c;
    co_await csp::par(give(c.writer()), take(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  int count = 0;
  while (other.try_read()) ++count;
  return count;
}

TEST_F(code_of_values, a_value_that_is_destroyed_may_use_a_channel) {
  using value = telling<moment::destroyed>;
  EXPECT_EQ((told<value, csp::unbuffered>(3)), 3);
  EXPECT_EQ((told<value, csp::fifo<2>>(3)), 3);
  EXPECT_EQ((told<value, csp::latest>(3)), 3);
  EXPECT_EQ((told<value, csp::drop_newest<1>>(3)), 3);
}

constexpr const char* rule = "csp: a payload uses a channel while it is moved or destroyed in a communication";

TEST_F(code_of_values, a_value_that_uses_a_channel_while_it_is_moved_in_a_communication) {
  using value = telling<moment::moved>;
  EXPECT_DEATH((told<value, csp::unbuffered>(1)), rule);
  EXPECT_DEATH((told<value, csp::fifo<2>>(1)), rule);
  EXPECT_DEATH((told<value, csp::latest>(2)), rule);
}

// Values stand in a buffer, and are read or dropped.
template <class T, class Buffer>
void buffered(int values) {
  csp::channel<int, csp::fifo<9>> other;
  auto all = [&]() -> process {
    csp::channel<T, Buffer> c;
    for (int i = 0; i < values; ++i) {
      T value(&other);
      co_await c.write(std::move(value));
    }
    (void)co_await c.next();
  };
  (void)csp::run(all());
}

TEST_F(code_of_values, what_a_move_has_left_in_a_buffer_and_uses_a_channel) {
  using value = telling<moment::left>;
  EXPECT_DEATH((buffered<value, csp::fifo<2>>(1)), rule);
  EXPECT_DEATH((buffered<value, csp::overwrite_oldest<2>>(4)), rule);
}

// The move of a value that retires its own end, or makes one.
class ends_itself {
 public:
  explicit ends_itself(writer<int> end) : end_(std::move(end)) {}
  ends_itself(ends_itself&& from) noexcept {
    writer<int> mine = std::move(from.end_);
    mine.retire();
  }
  ~ends_itself() = default;

 private:
  writer<int> end_;
};

TEST_F(code_of_values, a_value_that_retires_an_end_while_it_is_moved_in_a_communication) {
  auto give = [](writer<ends_itself> out, writer<int> end) -> process {
    ends_itself value(std::move(end));
    co_await out.write(std::move(value));
  };
  auto take = [](reader<ends_itself> in) -> process { (void)co_await in.next(); };
  auto all = [&]() -> process {
    csp::channel<int> other;
    csp::channel<ends_itself> c;
    co_await csp::par(give(c.writer(), other.writer()), take(c.reader()));
  };
  EXPECT_DEATH((void)csp::run(all()),
               "csp: a payload uses a channel while it is moved or destroyed in a communication");
}

TEST_F(code_of_values, a_value_may_move_the_ends_that_it_holds) {
  struct request {
    int number;
    writer<int> answer;
  };
  auto ask = [](writer<request> out, writer<int> answer) -> process {
    request r{7, std::move(answer)};
    co_await out.write(std::move(r));
  };
  auto serve = [](reader<request> in) -> process {
    while (auto r = co_await in.next()) co_await r->answer.write(r->number);
  };
  int got = 0;
  auto hear = [&](reader<int> in) -> process { got = co_await in.read(); };
  auto all = [&]() -> process {
    csp::channel<request, csp::latest> c;
    csp::channel<int> answers;
    co_await csp::par(ask(c.writer(), answers.writer()), serve(c.reader()), hear(answers.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, 7);
}

}  // namespace
