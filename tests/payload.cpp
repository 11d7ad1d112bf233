// Everyday ways to hand a value to a channel or a process: each value is destroyed once. g++ before 13 would destroy
// twice what is written in braces; see csp/made.hpp.
#include <csp/csp.hpp>
#include <memory>
#include <optional>
#include <tuple>
#include <variant>

#include "law.hpp"

using csp::made, csp::process, csp::reader, csp::writer;

namespace {

class payloads : public law {};

constexpr const char* text = "a text that is too long to stand in a string itself";

// An aggregate whose members have destructors.
struct parsed {
  int number;
  tracked counted;
  std::string words;
};

parsed make_parsed(int n) { return parsed{n, tracked(n), text}; }

// What `write` has written has arrived whole; the law's end finds what was destroyed too often, or never.
template <class T, class Write>
int arrived(Write write) {
  int count = 0;
  auto read = [&](reader<T> in) -> process {
    while (auto x = co_await in.next()) ++count;
  };
  auto all = [&]() -> process {
    csp::channel<T> c;
    co_await csp::par(write(c.writer()), read(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  return count;
}

TEST_F(payloads, an_aggregate_is_made_on_its_way_or_has_a_name) {
  auto write = [](writer<parsed> out) -> process {
    co_await out.write(made<parsed>(1, tracked(1), text));
    parsed named{2, tracked(2), text};
    co_await out.write(std::move(named));
    parsed again{3, tracked(3), text};
    co_await out.write(made<parsed>(std::move(again)));
    EXPECT_EQ(co_await out.send(made<parsed>(4, tracked(4), text)), csp::status::done);
    parsed fifth{5, tracked(5), text};
    EXPECT_EQ(co_await out.send(std::move(fifth)), csp::status::done);
  };
  EXPECT_EQ(arrived<parsed>(write), 5);
}

TEST_F(payloads, an_aggregate_comes_from_a_function_or_a_process) {
  auto give = []() -> csp::process_of<parsed> { co_return parsed{3, tracked(3), text}; };
  auto write = [&](writer<parsed> out) -> process {
    co_await out.write(make_parsed(1));
    auto local = [] { return parsed{2, tracked(2), text}; };
    co_await out.write(local());
    co_await out.write(co_await give());
  };
  EXPECT_EQ(arrived<parsed>(write), 3);
}

TEST_F(payloads, an_aggregate_stands_in_a_choice_or_goes_in_one_step) {
  auto write = [](writer<parsed> out) -> process {
    co_await csp::pri_alt(out.from(made<parsed>(1, tracked(1), text)), csp::after(std::chrono::hours(1)));
    parsed named{2, tracked(2), text};
    co_await csp::pri_alt(out.from(std::move(named)), csp::after(std::chrono::hours(1)));
    while (out.try_write({3, tracked(3), text}) == csp::status::would_wait) co_await csp::yield();
  };
  EXPECT_EQ(arrived<parsed>(write), 3);
}

TEST_F(payloads, an_aggregate_is_a_parameter_of_a_process) {
  auto take = [](parsed p) -> process {
    EXPECT_EQ(p.words, text);
    co_return;
  };
  auto write = [&](writer<int> out) -> process {
    co_await take(made<parsed>(1, tracked(1), text));
    co_await csp::par(take(made<parsed>(2, tracked(2), text)), take(made<parsed>(3, tracked(3), text)));
    co_await out.write(1);
  };
  EXPECT_EQ(arrived<int>(write), 1);
}

TEST_F(payloads, strings_in_every_form) {
  auto write = [](writer<std::string> out) -> process {
    const std::vector<std::string> some = {text, text};
    co_await out.write(text);
    co_await out.write(std::string(text) + "!");
    co_await out.write({text});
    co_await out.write(some[0]);
    for (const std::string& each : some) co_await out.write(each);
    std::optional<std::string> maybe;
    co_await out.write(maybe.value_or(text));
  };
  EXPECT_EQ(arrived<std::string>(write), 7);
}

TEST_F(payloads, what_the_standard_library_makes) {
  using pair = std::pair<int, std::string>;
  using either = std::variant<int, std::string>;
  using tuple = std::tuple<int, std::string>;
  auto pairs = [](writer<pair> out) -> process {
    co_await out.write({1, text});
    co_await out.write(pair{2, text});
  };
  auto variants = [](writer<either> out) -> process {
    co_await out.write(std::string(text));
    co_await out.write(either{1});
  };
  auto tuples = [](writer<tuple> out) -> process { co_await out.write(std::make_tuple(1, text)); };
  auto lists = [](writer<std::vector<int>> out) -> process {
    std::vector<int> list{1, 2, 3};
    co_await out.write(list);
    co_await out.write(std::move(list));
  };
  auto boxes = [](writer<std::unique_ptr<parsed>> out) -> process {
    std::unique_ptr<parsed> box = std::make_unique<parsed>(make_parsed(1));
    co_await out.write(std::move(box));
  };
  EXPECT_EQ(arrived<pair>(pairs), 2);
  EXPECT_EQ(arrived<either>(variants), 2);
  EXPECT_EQ(arrived<tuple>(tuples), 1);
  EXPECT_EQ(arrived<std::vector<int>>(lists), 2);
  EXPECT_EQ(arrived<std::unique_ptr<parsed>>(boxes), 1);
}

}  // namespace
