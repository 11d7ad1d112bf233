// Laws of the components that make many streams one.
#include <functional>
#include <memory>
#include <numeric>

#include "components.hpp"

namespace {

using mux = std::function<process(reader<int>, reader<int>, writer<int>)>;

process multiplexer_of_two(reader<int> a, reader<int> b, writer<int> out) {
  std::vector<reader<int>> in;
  in.push_back(std::move(a));
  in.push_back(std::move(b));
  return multiplexer(std::move(in), std::move(out));
}

const std::vector<mux>& muxes() {
  static const std::vector<mux> all = {mux2<int, csp::engine>, fair_mux2<int, csp::engine>, multiplexer_of_two};
  return all;
}

TEST_F(component, every_mux_passes_on_all_and_goes_on_while_one_input_is_open) {
  for (const mux& m : muxes()) {
    std::vector<int> got;
    auto all = [&]() -> process {
      channel<int> a, b, c;
      const auto ends = co_await csp::par(feed(a.writer(), list(1, 2, 3)), feed(b.writer(), list(10, 20, 30, 40, 50)),
                                          m(a.reader(), b.reader(), c.writer()), collect(c.reader(), got));
      EXPECT_EQ(ends[2], status::closed);
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(std::accumulate(got.begin(), got.end(), 0), 156);
    EXPECT_TRUE(std::is_sorted(got.begin(), std::remove_if(got.begin(), got.end(), [](int x) { return x < 10; })));
  }
}

TEST_F(component, every_mux_ends_with_its_output_and_so_do_both_inputs) {
  for (const mux& m : muxes()) {
    auto all = [&]() -> process {
      channel<int> a, b, c;
      const auto ends = co_await csp::par(feed_for_ever(a.writer()), feed_for_ever(b.writer()),
                                          m(a.reader(), b.reader(), c.writer()), drop(c.reader(), 5));
      for (const int i : {0, 1, 2}) EXPECT_EQ(ends[static_cast<std::size_t>(i)], status::closed);
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(component, every_mux_hands_the_poison_of_one_input_on_to_all) {
  for (const mux& m : muxes()) {
    std::vector<int> got;
    auto all = [&]() -> process {
      channel<int> a, b, c;
      const auto ends = co_await csp::par(feed_for_ever(a.writer()), poison_after(b.writer(), 20),
                                          m(a.reader(), b.reader(), c.writer()), collect(c.reader(), got));
      EXPECT_EQ(ends[0], status::poisoned);
      EXPECT_EQ(ends[2], status::poisoned);
      EXPECT_EQ(ends[3], status::poisoned);
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

// All values stand before the mux begins, so that every input stays ready, on either engine.
process stand(writer<char> a, writer<char> b, writer<char> c, writer<char> go) {
  co_await csp::par(a.write('a'), a.write('a'), a.write('a'), b.write('b'), b.write('b'), b.write('b'), c.write('c'),
                    c.write('c'), c.write('c'), go.write('!'));
}
std::string joined(const std::vector<char>& letters) { return std::string(letters.begin(), letters.end()); }

TEST_F(component, fair_mux2_takes_turns) {
  std::vector<char> got, rest;
  auto begin = [](reader<char> go, reader<char> a, reader<char> b, writer<char> out) -> process {
    co_await go.read();
    co_await fair_mux2(std::move(a), std::move(b), std::move(out));
  };
  auto all = [&]() -> process {
    channel<char> a, b, c, go, out;
    co_await csp::par(stand(a.writer(), b.writer(), c.writer(), go.writer()),
                      begin(go.reader(), a.reader(), b.reader(), out.writer()), collect(out.reader(), got),
                      collect(c.reader(), rest));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(joined(got), "ababab");
}

TEST_F(component, multiplexer_takes_turns) {
  std::vector<char> got;
  auto begin = [](reader<char> go, std::vector<reader<char>> in, writer<char> out) -> process {
    co_await go.read();
    co_await multiplexer(std::move(in), std::move(out));
  };
  auto all = [&]() -> process {
    channel<char> a, b, c, go, out;
    std::vector<reader<char>> in{a.reader(), b.reader(), c.reader()};
    co_await csp::par(stand(a.writer(), b.writer(), c.writer(), go.writer()),
                      begin(go.reader(), std::move(in), out.writer()), collect(out.reader(), got));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(joined(got), "abcabcabc");
}

TEST_F(component, multiplexer_of_any_number) {
  for (const int n : {0, 1, 2, 130}) {
    std::vector<int> got;
    auto all = [&]() -> process {
      std::vector<std::unique_ptr<channel<int>>> channels;
      std::vector<reader<int>> in;
      std::vector<process> network;
      for (int i = 0; i < n; ++i) {
        channels.push_back(std::make_unique<channel<int>>());
        in.push_back(channels.back()->reader());
        network.push_back(feed(channels.back()->writer(), list(i, i, i)));
      }
      channel<int> out;
      network.push_back(multiplexer(std::move(in), out.writer()));
      network.push_back(collect(out.reader(), got));
      co_await csp::par(std::move(network));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got.size(), static_cast<std::size_t>(3 * n));
    EXPECT_EQ(std::accumulate(got.begin(), got.end(), 0), 3 * n * (n - 1) / 2);
  }
}

TEST_F(component, multiplexer_without_memory_ends_so) {
  auto all = [&]() -> process {
    channel<int> a, out;
    std::array<reader<int>, 1> in{a.reader()};
    auto merges = multiplexer(std::move(in), out.writer());
    auto source = feed_for_ever(a.writer());
    auto sink = drop(out.reader(), 1);
    const frames::only none(0);
    const auto ends = co_await csp::par(std::move(merges), std::move(source), std::move(sink));
    EXPECT_EQ(ends[0], status::no_memory);
    EXPECT_EQ(ends[1], status::poisoned);
    EXPECT_EQ(ends[2], status::poisoned);
  };
  EXPECT_TRUE(csp::run(all()));
}

}  // namespace
