// Illegal use is an assertion that names what was misused.
#include <csp/csp.hpp>
#include <optional>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer;

namespace {

class misuse : public law {};

TEST_F(misuse, a_channel_that_dies_before_its_ends) {
  EXPECT_DEATH(
      {
        std::optional<channel<int>> c(std::in_place, "samples");
        reader<int> in = c->reader();
        c.reset();
      },
      "csp: a channel must outlive its ends: samples");
}

TEST_F(misuse, a_channel_without_a_name_is_called_by_its_place) {
  EXPECT_DEATH(
      {
        reader<int> in;
        channel<int> c;
        in = c.reader();
      },
      "csp: a channel must outlive its ends: .*misuse.cpp:[0-9]+");
}

TEST_F(misuse, an_end_that_was_moved_from) {
  channel<int> c;
  EXPECT_DEATH(
      {
        reader<int> in = c.reader();
        reader<int> moved = std::move(in);
        (void)in.try_read();
      },
      "csp: an end is used that was moved from or retired: csp::basic_end<int, csp::core::side::reader.*>");
  EXPECT_DEATH(
      {
        writer<int> out = c.writer();
        out.retire();
        out.poison();
      },
      "csp: an end is used that was moved from or retired: csp::basic_end<int, csp::core::side::writer.*>");
}

TEST_F(misuse, an_end_that_was_moved_from_in_a_choice_or_for_an_interrupt) {
  auto choose = [](reader<int> in) -> process {
    int x = 0;
    const reader<int> moved = std::move(in);
    co_await csp::pri_alt(in.into(x), csp::after(std::chrono::seconds(1)));
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    co_await csp::par(choose(c.reader()));
  };
  EXPECT_DEATH((void)csp::run(all()), "csp: an end is used that was moved from or retired");
  channel<int> c;
  EXPECT_DEATH(
      {
        writer<int> out = c.writer();
        out.retire();
        const csp::interrupt_writer<int> end(std::move(out));
      },
      "csp: an end is used that was moved from or retired");
}

TEST_F(misuse, plain_code_that_blocks_inside_a_process) {
  EXPECT_DEATH(
      {
        channel<int> c;
        auto blocks = [&]() -> process {
          (void)c.next().wait();
          co_return;
        };
        (void)csp::run(blocks());
      },
      "csp: plain code blocks inside a process; use co_await");
}

TEST_F(misuse, a_process_that_is_started_twice) {
  auto twice = []() -> process {
    auto inner = []() -> process { co_return; }();
    co_await inner;
    co_await inner;
  };
  EXPECT_DEATH((void)csp::run(twice()), "csp: a process is started again or was moved from");
}

// g++ 12 does this; others do not. There is no silent wrong answer.
process awaits_in_a_condition(reader<int> in) {
  if (co_await in.next()) ADD_FAILURE() << "nobody has written";
}
TEST_F(misuse, a_frame_that_the_compiler_has_misplaced) {
  auto await = [] {
    channel<int> c;
    c.writer().retire();
    return static_cast<bool>(csp::run(awaits_in_a_condition(c.reader())));
  };
#if defined(__GNUC__) && !defined(__clang__) && __GNUC__ == 12
  EXPECT_DEATH(await(), "csp: the compiler has misplaced a process's frame: declare a variable in it");
#else
  EXPECT_TRUE(await());
#endif
}

TEST_F(misuse, a_result_that_claims_a_value) {
  EXPECT_DEATH((void)csp::result<int>(csp::status::done), "csp: a result claims a value that it does not hold");
}

TEST_F(misuse, a_result_that_is_not_there) {
  EXPECT_DEATH((void)*csp::result<int>(csp::status::closed),
               "a result is asked for a value that it does not hold: closed");
}

}  // namespace
