// Laws of the components that make one stream many.
#include <memory>

#include "components.hpp"

namespace {

constexpr auto seq = seq_delta2<int, csp::engine>;
constexpr auto together = par_delta2<int, csp::engine>;

TEST_F(component, both_delta2_give_every_value_to_both_sides) {
  for (const auto delta : {seq, together}) {
    std::vector<int> left, right;
    auto all = [&]() -> process {
      channel<int> a, b, c;
      const auto ends = co_await csp::par(feed(a.writer(), list(1, 2, 3)), delta(a.reader(), b.writer(), c.writer()),
                                          collect(b.reader(), left), collect(c.reader(), right));
      EXPECT_EQ(ends[1], status::closed);
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(left, (std::vector{1, 2, 3}));
    EXPECT_EQ(right, (std::vector{1, 2, 3}));
  }
}

TEST_F(component, both_delta2_end_with_either_output_and_so_does_the_other) {
  for (const auto delta : {seq, together})
    for (const bool left_ends : {false, true}) {
      std::vector<int> other;
      auto all = [&]() -> process {
        channel<int> a, b, c;
        channel<int>& ending = left_ends ? b : c;
        channel<int>& going_on = left_ends ? c : b;
        const auto ends = co_await csp::par(feed_for_ever(a.writer()), delta(a.reader(), b.writer(), c.writer()),
                                            drop(ending.reader(), 3), collect(going_on.reader(), other));
        EXPECT_EQ(ends[0], status::closed);
        EXPECT_EQ(ends[1], status::closed);
        EXPECT_EQ(ends[3], status::closed);
      };
      EXPECT_TRUE(csp::run(all()));
      EXPECT_GE(other.size(), 3u);
      EXPECT_LE(other.size(), 4u);
    }
}

// Reads from the last output first: whoever writes one after the other stops here.
process read_backwards(std::vector<reader<int>> in, int rounds) {
  for (int i = 1; i <= rounds; ++i)
    for (auto each = in.rbegin(); each != in.rend(); ++each) EXPECT_EQ(co_await each->read(), i);
}

TEST_F(component, delta2_and_broadcast_give_in_the_order_in_which_it_is_taken) {
  auto all = [&]() -> process {
    channel<int> a, b, c, d;
    std::vector<reader<int>> two{b.reader(), c.reader()};
    co_await csp::par(feed_for_ever(a.writer()), delta2(a.reader(), b.writer(), c.writer()),
                      read_backwards(std::move(two), 5));
    channel<int> e, f, g, h;
    std::vector<writer<int>> out{f.writer(), g.writer(), h.writer()};
    std::vector<reader<int>> three{f.reader(), g.reader(), h.reader()};
    co_await csp::par(feed_for_ever(e.writer()), broadcast(e.reader(), std::move(out)),
                      read_backwards(std::move(three), 5));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, delta2_and_broadcast_ask_for_no_memory_while_they_run) {
  long before = 0;
  auto mark = [&](reader<int> in) -> process {
    for (int i = 0; i < 2; ++i) co_await in.read();  // with the second, the broadcast has passed on the first
    before = frames::allocated;
    for (int i = 0; i < 100; ++i) co_await in.read();
    before = frames::allocated - before;
  };
  auto all = [&]() -> process {
    channel<int> a, b, c, d, e;
    std::array<writer<int>, 2> out{d.writer(), e.writer()};
    co_await csp::par(feed_for_ever(a.writer()), delta2(a.reader(), b.writer(), c.writer()),
                      broadcast(b.reader(), std::move(out)), mark(c.reader()), drop(d.reader(), 1000),
                      drop(e.reader(), 1000));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(before, 0);
}

// `outputs` collectors, the first of which takes three values only when `ends` says so.
std::size_t broadcast_to(std::size_t outputs, std::vector<int> values, std::vector<std::vector<int>>& got, bool ends) {
  std::size_t closed = 0;
  auto all = [&]() -> process {
    channel<int> in;
    std::vector<std::unique_ptr<channel<int>>> channels;
    std::vector<writer<int>> out;
    std::vector<process> network;
    got.assign(outputs, {});
    for (std::size_t i = 0; i < outputs; ++i) {
      channels.push_back(std::make_unique<channel<int>>());
      out.push_back(channels[i]->writer());
      network.push_back(ends && i == 0 ? drop(channels[i]->reader(), 3) : collect(channels[i]->reader(), got[i]));
    }
    network.push_back(ends ? feed_for_ever(in.writer()) : feed(in.writer(), std::move(values)));
    network.push_back(broadcast(in.reader(), std::move(out)));
    network = co_await csp::par(std::move(network));
    for (auto& p : network) closed += p.result() == status::closed;
  };
  EXPECT_TRUE(csp::run(all()));
  return closed;
}

TEST_F(component, broadcast_gives_every_value_to_every_output_and_ends_with_its_input) {
  std::vector<std::vector<int>> got;
  for (const std::size_t n : {0u, 1u, 2u, 40u}) {
    EXPECT_EQ(broadcast_to(n, {1, 2, 3, 4, 5}, got, false), n + 1);
    for (const auto& each : got) EXPECT_EQ(each, (std::vector{1, 2, 3, 4, 5}));
  }
}

TEST_F(component, broadcast_ends_with_any_of_its_outputs_and_so_do_all) {
  std::vector<std::vector<int>> got;
  EXPECT_EQ(broadcast_to(5, {}, got, true), 6u);  // four collectors, the source, the broadcast
  for (std::size_t i = 1; i < got.size(); ++i) EXPECT_GE(got[i].size(), 3u);
}

TEST_F(component, broadcast_without_memory_ends_so) {
  auto all = [&]() -> process {
    channel<int> a, b;
    std::array<writer<int>, 1> out{b.writer()};
    auto sends = broadcast(a.reader(), std::move(out));
    auto source = feed_for_ever(a.writer());
    auto sink = drop(b.reader(), 1);
    const frames::only none(0);
    const auto ends = co_await csp::par(std::move(sends), std::move(source), std::move(sink));
    EXPECT_EQ(ends[0], status::no_memory);
    EXPECT_EQ(ends[1], status::poisoned);
    EXPECT_EQ(ends[2], status::poisoned);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, broadcast_copies_what_is_not_copied_byte_by_byte) {
  std::vector<std::string> left, right;
  const std::string text = "longer than what a string holds in itself";
  auto all = [&]() -> process {
    channel<std::string> a, b, c, d, e;
    std::vector<writer<std::string>> out{b.writer(), c.writer()};
    std::vector<std::string> words{text, "b"};
    co_await csp::par(feed(a.writer(), std::move(words)), broadcast(a.reader(), std::move(out)),
                      delta2(b.reader(), d.writer(), e.writer()), collect(d.reader(), left), collect(c.reader(), right),
                      drop(e.reader(), 9));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(left, (std::vector<std::string>{text, "b"}));
  EXPECT_EQ(right, left);
}

TEST_F(component, poison_of_one_output_of_a_broadcast_takes_all_down) {
  std::vector<int> got;
  auto all = [&]() -> process {
    channel<int> a, b, c;
    std::vector<writer<int>> out{b.writer(), c.writer()};
    const auto ends = co_await csp::par(feed_for_ever(a.writer()), broadcast(a.reader(), std::move(out)),
                                        collect(b.reader(), got), poison_after(c.reader(), 3));
    EXPECT_EQ(ends[0], status::poisoned);
    EXPECT_EQ(ends[1], status::poisoned);
    EXPECT_EQ(ends[2], status::poisoned);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, demultiplexer_sends_each_value_where_it_is_told) {
  std::vector<int> even, odd;
  auto all = [&]() -> process {
    channel<int> a, b, c;
    std::array<writer<int>, 2> out{b.writer(), c.writer()};
    const auto ends = co_await csp::par(feed(a.writer(), list(1, 2, 3, 4, 5)),
                                        demultiplexer(a.reader(), std::move(out), [](int x) { return x % 2; }),
                                        collect(b.reader(), even), collect(c.reader(), odd));
    EXPECT_EQ(ends[1], status::closed);
    EXPECT_EQ(ends[2], status::closed);
    EXPECT_EQ(ends[3], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(even, (std::vector{2, 4}));
  EXPECT_EQ(odd, (std::vector{1, 3, 5}));
}

TEST_F(component, demultiplexer_ends_when_it_has_a_value_for_an_output_that_has_closed) {
  std::vector<int> even;
  auto all = [&]() -> process {
    channel<int> a, b, c;
    std::vector<writer<int>> out{b.writer(), c.writer()};
    { const reader<int> gone = c.reader(); }
    const auto ends = co_await csp::par(feed(a.writer(), list(2, 4, 6, 7, 8)),
                                        demultiplexer(a.reader(), std::move(out), [](int x) { return x & 1; }),
                                        collect(b.reader(), even));
    EXPECT_EQ(ends[0], status::closed);
    EXPECT_EQ(ends[1], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(even, (std::vector{2, 4, 6}));
}

TEST_F(misused_component, an_output_that_is_not_there) {
  auto all = []() -> process {
    channel<int> a;
    std::vector<writer<int>> none;
    co_await csp::par(feed(a.writer(), list(1)), demultiplexer(a.reader(), std::move(none), [](int x) { return x; }));
  };
  EXPECT_DEATH(static_cast<void>(csp::run(all())), "an output is chosen that is not there");
}

}  // namespace
