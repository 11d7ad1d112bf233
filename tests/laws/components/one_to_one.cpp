// Laws of the components: what each makes of its input, and that it ends with what it is connected to. Here those with
// one output, and what all of them carry.
#include <functional>
#include <numeric>

#include "components.hpp"

namespace {

struct stage {
  const char* name;
  std::function<process(reader<int>, writer<int>)> make;
  std::vector<int> answer;  // to 1 2 3 4
};

process prefix_nine(reader<int> in, writer<int> out) { return prefix(9, std::move(in), std::move(out)); }

const std::vector<stage>& stages() {
  static const std::vector<stage> all = {
      {"identity", identity<int, csp::engine>, {1, 2, 3, 4}},
      {"prefix", prefix_nine, {9, 1, 2, 3, 4}},
      {"tail", tail<int, csp::engine>, {2, 3, 4}},
      {"successor", successor<int, csp::engine>, {2, 3, 4, 5}},
      {"pairs", pairs<int, csp::engine>, {3, 5, 7}},
      {"integrate", integrate<int, csp::engine>, {1, 3, 6, 10}},
  };
  return all;
}

TEST_F(component, answers_and_ends_when_its_input_closes) {
  for (const stage& s : stages()) {
    std::vector<int> got;
    auto all = [&]() -> process {
      channel<int> a, b;
      const auto ends = co_await csp::par(feed(a.writer(), list(1, 2, 3, 4)), s.make(a.reader(), b.writer()),
                                          collect(b.reader(), got));
      EXPECT_EQ(ends[1], status::closed) << s.name;
      EXPECT_EQ(ends[2], status::closed) << s.name;
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, s.answer) << s.name;
  }
}

TEST_F(component, ends_when_its_output_closes_and_its_input_ends_too) {
  for (const stage& s : stages()) {
    auto all = [&]() -> process {
      channel<int> a, b;
      const auto ends =
          co_await csp::par(feed_for_ever(a.writer()), s.make(a.reader(), b.writer()), drop(b.reader(), 3));
      EXPECT_EQ(ends[0], status::closed) << s.name;
      EXPECT_EQ(ends[1], status::closed) << s.name;
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

TEST_F(component, hands_poison_on_in_both_directions) {
  for (const stage& s : stages())
    for (const bool down : {false, true}) {
      std::vector<int> got;
      auto all = [&]() -> process {
        channel<int> a, b;
        if (down) {
          const auto ends =
              co_await csp::par(poison_after(a.writer(), 3), s.make(a.reader(), b.writer()), collect(b.reader(), got));
          EXPECT_EQ(ends[2], status::poisoned) << s.name;
        } else {
          const auto ends =
              co_await csp::par(feed_for_ever(a.writer()), s.make(a.reader(), b.writer()), poison_after(b.reader(), 3));
          EXPECT_EQ(ends[0], status::poisoned) << s.name;
        }
      };
      EXPECT_TRUE(csp::run(all()));
    }
}

TEST_F(component, pairs_is_what_delta2_and_tail_and_plus_are_together) {
  std::vector<int> got;
  auto all = [&]() -> process {
    channel<int> in, a, b, c, out;
    co_await csp::par(feed(in.writer(), list(1, 2, 3, 4)), delta2(in.reader(), a.writer(), b.writer()),
                      tail(b.reader(), c.writer()), plus(a.reader(), c.reader(), out.writer()),
                      collect(out.reader(), got));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{3, 5, 7}));
}

TEST_F(component, integrate_is_what_a_ring_of_plus_and_delta2_and_prefix_is) {
  std::vector<int> got;
  auto all = [&]() -> process {
    channel<int> in, a, b, c, out;
    co_await csp::par(feed(in.writer(), list(1, 2, 3, 4)), plus(in.reader(), c.reader(), a.writer()),
                      delta2(a.reader(), out.writer(), b.writer()), prefix(0, b.reader(), c.writer()),
                      collect(out.reader(), got));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{1, 3, 6, 10}));
}

TEST_F(component, numbers_count_from_zero_or_from_where_they_are_told) {
  std::vector<long> from_zero, from_seven;
  auto few = [](reader<long> in, std::vector<long>& into) -> process {
    for (int i = 0; i < 3; ++i) into.push_back(co_await in.read());
  };
  auto all = [&]() -> process {
    channel<long> a, b;
    const auto ends = co_await csp::par(numbers(a.writer()), few(a.reader(), from_zero), numbers(b.writer(), 7),
                                        few(b.reader(), from_seven));
    EXPECT_EQ(ends[0], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(from_zero, (std::vector<long>{0, 1, 2}));
  EXPECT_EQ(from_seven, (std::vector<long>{7, 8, 9}));
}

TEST_F(component, skip_process_ends_at_once) { EXPECT_TRUE(csp::run(skip_process<csp::engine>())); }

TEST_F(component, plus_ends_with_any_of_its_three_channels) {
  for (const int which : {0, 1, 2}) {
    auto all = [&]() -> process {
      channel<int> a, b, c;
      if (which == 0) {
        const auto ends = co_await csp::par(plus(a.reader(), b.reader(), c.writer()), give_up(a.writer()),
                                            feed_for_ever(b.writer()), drop(c.reader(), 9));
        EXPECT_EQ(ends[2], status::closed);
      } else if (which == 1) {
        const auto ends = co_await csp::par(plus(a.reader(), b.reader(), c.writer()), feed_for_ever(a.writer()),
                                            give_up(b.writer()), drop(c.reader(), 9));
        EXPECT_EQ(ends[1], status::closed);
      } else {
        const auto ends = co_await csp::par(plus(a.reader(), b.reader(), c.writer()), feed_for_ever(a.writer()),
                                            feed_for_ever(b.writer()), drop(c.reader(), 2));
        EXPECT_EQ(ends[1], status::closed);
        EXPECT_EQ(ends[2], status::closed);
      }
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

// --- what they carry -----------------------------------------------------------------------------------------------

TEST_F(component, values_that_can_only_be_moved_pass_and_none_is_left_behind) {
  std::vector<tracked> got;
  auto one = [](writer<tracked> out) -> process {
    for (int i = 1; i <= 3; ++i) co_await out.write(tracked(i));
  };
  auto all = [&]() -> process {
    channel<tracked> a, b, c, d, e, f;
    std::vector<writer<tracked>> out{e.writer(), f.writer()};
    co_await csp::par(one(a.writer()), identity(a.reader(), b.writer()), prefix(tracked(0), b.reader(), c.writer()),
                      tail(c.reader(), d.writer()),
                      demultiplexer(d.reader(), std::move(out), [](const tracked& x) { return x.number == 2; }),
                      collect(e.reader(), got), drop(f.reader(), 9));
  };
  EXPECT_TRUE(csp::run(all()));
  ASSERT_EQ(got.size(), 2u);
  EXPECT_EQ(got[0].number, 1);
  EXPECT_EQ(got[1].number, 3);
  got.clear();
}

TEST_F(component, a_choice_passes_on_what_can_only_be_moved) {
  using owned = std::unique_ptr<int>;
  std::vector<owned> got;
  auto few = [](writer<owned> out) -> process {
    for (int i = 1; i <= 3; ++i) co_await out.write(std::make_unique<int>(i));
  };
  auto all = [&]() -> process {
    channel<owned> a, b, c, d, e;
    std::array<reader<owned>, 2> in{b.reader(), d.reader()};
    co_await csp::par(few(a.writer()), few(c.writer()), few(d.writer()), mux2(a.reader(), c.reader(), b.writer()),
                      multiplexer(std::move(in), e.writer()), collect(e.reader(), got));
  };
  EXPECT_TRUE(csp::run(all()));
  ASSERT_EQ(got.size(), 9u);
  EXPECT_EQ(std::accumulate(got.begin(), got.end(), 0, [](int sum, const owned& x) { return sum + *x; }), 18);
}

TEST_F(component, signals_pass_too) {
  int left = 0, right = 0, last = 0;
  auto all = [&]() -> process {
    channel<void> a, b, c, d, e, f, g, h, i;
    std::array<reader<void>, 2> in{d.reader(), e.reader()};
    std::array<writer<void>, 2> out{h.writer(), i.writer()};
    co_await csp::par(signals(a.writer(), 5), signals(b.writer(), 2), identity(a.reader(), c.writer()),
                      mux2(c.reader(), b.reader(), d.writer()), signals(e.writer(), 3),
                      multiplexer(std::move(in), f.writer()), delta2(f.reader(), g.writer(), h.writer()),
                      broadcast(g.reader(), std::move(out)), count(h.reader(), left), count(i.reader(), right));
    channel<void> j, k;
    co_await csp::par(signals(j.writer(), 4), tail(j.reader(), k.writer()), count(k.reader(), last));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(left, 20);  // from both deltas
  EXPECT_EQ(right, 10);
  EXPECT_EQ(last, 3);
}

}  // namespace
