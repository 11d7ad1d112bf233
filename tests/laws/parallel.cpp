// Laws of par and seq of processes: all are started, all have ended, each has its outcome.
#include <array>
#include <csp/csp.hpp>
#include <deque>

#include "law.hpp"

using csp::channel, csp::process, csp::process_of, csp::reader, csp::writer, csp::status;

namespace {

class parallels : public law {};

process nothing() { co_return; }
process_of<int> number(int n) {
  co_await csp::yield();
  co_return n;
}
process reads(channel<int>& c) { co_await c.read(); }
process poisons(channel<int>& c) {
  co_await csp::yield();
  c.poison();
}

TEST_F(parallels, answer_the_result_of_each) {
  auto network = []() -> process {
    auto [a, b, c] = co_await csp::par(number(1), nothing(), number(3));
    EXPECT_EQ(*a, 1);
    EXPECT_EQ(b, status::done);
    EXPECT_EQ(*c, 3);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(parallels, take_any_range) {
  auto network = []() -> process {
    std::vector<process_of<int>> many;
    for (int i = 0; i < 20; ++i) many.push_back(number(i));
    int sum = 0;
    auto ended = co_await csp::par(std::move(many));
    for (auto& each : ended) sum += *each.result();
    EXPECT_EQ(sum, 190);

    std::deque<process> none;
    auto still_none = co_await csp::par(std::move(none));
    EXPECT_TRUE(still_none.empty());

    std::array<process, 2> two{nothing(), nothing()};
    for (auto& each : co_await csp::par(std::move(two))) EXPECT_EQ(each.result(), status::done);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(parallels, ranges_stand_beside_single_processes) {
  auto network = []() -> process {
    std::vector<process_of<int>> some;
    for (int i = 0; i < 5; ++i) some.push_back(number(i));
    std::deque<process> others;
    others.push_back(nothing());
    std::vector<process> none;
    auto [a, numbers, b, plain, empty] =
        co_await csp::par(number(10), std::move(some), nothing(), std::move(others), std::move(none));
    int sum = 0;
    for (auto& each : numbers) sum += *each.result();
    EXPECT_EQ(sum, 10);
    EXPECT_EQ(*a, 10);
    EXPECT_EQ(b, status::done);
    EXPECT_EQ(plain[0].result(), status::done);
    EXPECT_TRUE(empty.empty());
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(parallels, or_end_of_a_mix_ends_the_caller_as_its_worst_process) {
  auto caller = [](channel<int>& c) -> process {
    std::vector<process> some;
    some.push_back(reads(c));
    co_await csp::par(nothing(), std::move(some), poisons(c)).or_end();
    ADD_FAILURE() << "it goes on";
  };
  auto network = [&]() -> process {
    channel<int> c;
    EXPECT_EQ((co_await csp::par(caller(c)))[0], status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(parallels, a_range_knows_which_were_ended) {
  channel<int> c;
  auto network = [&]() -> process {
    std::vector<process> many;
    many.push_back(reads(c));
    many.push_back(poisons(c));
    many.push_back(reads(c));
    auto ended = co_await csp::par(std::move(many));
    EXPECT_EQ(ended[0].result(), status::poisoned);
    EXPECT_EQ(ended[1].result(), status::done);
    EXPECT_EQ(ended[2].result(), status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(parallels, a_range_that_holds_its_elements_hands_on_their_results) {
  auto make = [](int n) -> process_of<tracked> { co_return tracked(n); };
  auto network = [&]() -> process {
    std::array<process_of<tracked>, 2> two{make(1), make(2)};
    auto ended = co_await csp::par(std::move(two));
    auto moved = std::move(ended);
    EXPECT_EQ(moved[0].result()->number, 1);
    EXPECT_EQ(ended[1].result(), status::would_wait);
  };
  EXPECT_TRUE(csp::run(network()));
}

#if defined(__cpp_exceptions)

TEST_F(parallels, or_end_lets_an_exception_out) {
  auto throws = []() -> process {
    co_await csp::yield();
    throw 7;
  };
  int caught = 0;
  auto caller = [&]() -> process {
    try {
      co_await csp::par(throws(), nothing()).or_end();
    } catch (int number) {
      caught = number;
    }
  };
  EXPECT_TRUE(csp::run(caller()));
  EXPECT_EQ(caught, 7);
}

#endif

TEST_F(parallels, or_end_ends_the_caller_as_its_worst_process) {
  channel<int> c, closing;
  bool went_on = false;
  auto waits_for_writer = [&](reader<int> in) -> process { co_await in.read(); };
  auto caller = [&]() -> process {
    { auto gone = closing.writer(); }
    co_await csp::par(waits_for_writer(closing.reader()), reads(c), poisons(c)).or_end();
    went_on = true;
  };
  auto closed_only = [&]() -> process {
    co_await csp::par(waits_for_writer(closing.reader()), nothing()).or_end();
    went_on = true;
  };
  auto fine = [&]() -> process {
    auto [a, b] = co_await csp::par(number(1), nothing()).or_end();
    EXPECT_EQ(*a, 1);
  };
  auto network = [&]() -> process {
    auto [a, b, d] = co_await csp::par(caller(), closed_only(), fine());
    EXPECT_EQ(a, status::poisoned);
    EXPECT_EQ(b, status::closed);
    EXPECT_EQ(d, status::done);
  };
  EXPECT_TRUE(csp::run(network()));
  EXPECT_FALSE(went_on);
}

TEST_F(parallels, or_end_of_a_range_does_the_same) {
  channel<int> c;
  auto caller = [&]() -> process {
    std::vector<process> many;
    many.push_back(reads(c));
    many.push_back(poisons(c));
    co_await csp::par(std::move(many)).or_end();
  };
  EXPECT_EQ(csp::run(caller()), status::poisoned);
}

TEST_F(parallels, without_memory_for_one_nothing_starts) {
  bool ran = false;
  auto runs = [&]() -> process {
    ran = true;
    co_return;
  };
  auto network = [&]() -> process {
    auto first = runs();
    auto second = [&] {
      frames::only none(0);
      return runs();
    }();
    auto outcomes = co_await csp::par(std::move(first), std::move(second));
    for (auto& each : outcomes) EXPECT_EQ(each, status::no_memory);
    std::array<process, 2> both{runs(), [&] {
                                  frames::only none(0);
                                  return runs();
                                }()};
    both = co_await csp::par(std::move(both));
    for (auto& each : both) EXPECT_EQ(each.result(), status::no_memory);
    co_await csp::par(number(1),
                      [&] {
                        frames::only none(0);
                        return runs();
                      }())
        .or_end();
    ADD_FAILURE() << "or_end lets its caller go on";
  };
  EXPECT_EQ(csp::run(network()), status::no_memory);
  EXPECT_FALSE(ran);
}

TEST_F(parallels, may_be_nested) {
  auto leaf = [](writer<int> out) -> process { co_await out.write(1); };
  auto branch = [&](writer<int> out) -> process { co_await csp::par(leaf(out), leaf(out), leaf(out)); };
  channel<int> c;
  auto tree = [&](writer<int> out) -> process { co_await csp::par(branch(out), branch(out)); };
  auto count = [](reader<int> in) -> process_of<int> {
    int sum = 0;
    while (auto x = co_await in.next()) sum += *x;
    co_return sum;
  };
  auto network = [&]() -> process {
    auto [done, sum] = co_await csp::par(tree(c.writer()), count(c.reader()));
    EXPECT_EQ(*sum, 6);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(parallels, seq_calls_in_order) {
  record log;
  auto says = [&](char word) -> process {
    co_await csp::yield();
    log += word;
  };
  auto network = [&]() -> process { co_await csp::seq(says('a'), says('b'), says('c')); };
  EXPECT_TRUE(csp::run(network()));
  EXPECT_EQ(log.text(), "abc");
}

TEST_F(parallels, seq_ends_with_the_one_that_is_ended) {
  channel<int> c;
  c.poison();
  record log;
  auto says = [&](char word) -> process {
    log += word;
    co_return;
  };
  EXPECT_EQ(csp::run(csp::seq(says('a'), reads(c), says('b'))), status::poisoned);
  EXPECT_EQ(log.text(), "a");
}

}  // namespace
