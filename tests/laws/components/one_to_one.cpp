// Laws of the components: what each makes of its input, and that it ends with what it is connected to.
#include <csp/components.hpp>
#include <csp/csp.hpp>
#include <functional>
#include <memory>
#include <numeric>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace csp::components;
using namespace std::chrono_literals;

namespace {

class component : public law {};

// A braced list inside a co_await is what g++ 12 cannot compile.
std::vector<int> list(auto... values) { return {values...}; }

template <class T>
process feed(writer<T> out, std::vector<T> values) {
  for (T& x : values) co_await out.write(std::move(x));
}
process feed_for_ever(writer<int> out) {
  for (int i = 1;; ++i) co_await out.write(i);
}
process signals(writer<void> out, int count) {
  for (int i = 0; i < count; ++i) co_await out.write();
}
template <class T>
process collect(reader<T> in, std::vector<T>& into) {
  for (;;) into.push_back(co_await in.read());
}
process count(reader<void> in, int& total) {
  for (;; ++total) co_await in.read();
}
template <class T>
process drop(reader<T> in, int values) {
  for (int i = 0; i < values; ++i) co_await in.read();
}
template <class End>
process give_up(End) {
  co_return;
}
template <class End>
process poison_after(End end, int turns) {
  for (int i = 0; i < turns; ++i) co_await csp::yield();
  end.poison();
}

// --- one input, one output -----------------------------------------------------------------------------------------

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

// --- one becomes many ----------------------------------------------------------------------------------------------

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

using misused_component = component;

TEST_F(misused_component, an_output_that_is_not_there) {
  auto all = []() -> process {
    channel<int> a;
    std::vector<writer<int>> none;
    co_await csp::par(feed(a.writer(), list(1)), demultiplexer(a.reader(), std::move(none), [](int x) { return x; }));
  };
  EXPECT_DEATH(static_cast<void>(csp::run(all())), "an output is chosen that is not there");
}

TEST_F(misused_component, a_period_of_nothing) {
  auto all = []() -> process {
    channel<void> a;
    co_await csp::par(ticker(a.writer(), 0ms), drop(a.reader(), 1));
  };
  EXPECT_DEATH(static_cast<void>(csp::run(all())), "a period is zero or less");
}

// --- many become one -----------------------------------------------------------------------------------------------

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

// --- time ----------------------------------------------------------------------------------------------------------

TEST_F(component, ticker_ticks_no_earlier_than_its_periods_and_ends_with_its_output) {
  int ticks = 0;
  auto all = [&]() -> process {
    channel<void> c;
    const auto start = csp::clock::now();
    auto watch = [&](reader<void> in) -> process {
      for (; ticks < 5; ++ticks) {
        co_await in.read();
        EXPECT_GE(csp::clock::now() - start, (ticks + 1) * 2ms);
      }
    };
    const auto ends = co_await csp::par(ticker(c.writer(), 2ms), watch(c.reader()));
    EXPECT_EQ(ends[0], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(ticks, 5);
}

TEST_F(component, ticker_does_not_make_up_for_signals_that_nobody_took) {
  auto all = [&]() -> process {
    channel<void> c;
    auto late = [](reader<void> in) -> process {
      co_await csp::sleep_for(20ms);
      const auto woke = csp::clock::now();
      co_await in.read();  // stood there
      co_await in.read();  // the next of the grid
      co_await in.read();
      EXPECT_GE(csp::clock::now() - woke, 2ms);
    };
    co_await csp::par(ticker(c.writer(), 2ms), late(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, ticker_counts_the_periods_that_nobody_took_and_does_not_drift) {
  auto all = [&]() -> process {
    channel<unsigned> c;
    const auto start = csp::clock::now();
    auto late = [&](reader<unsigned> in) -> process {
      const unsigned first = co_await in.read();
      EXPECT_GE(first, 1u);
      const auto then = csp::clock::now();
      co_await csp::sleep_until(then + 16ms);
      unsigned missed = co_await in.read();  // stood there
      missed += co_await in.read();
      EXPECT_GE(missed, 8u);
      EXPECT_LE((first + missed) * 2ms, csp::clock::now() - start);
    };
    co_await csp::par(ticker(c.writer(), 2ms), late(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
}

// --- poison --------------------------------------------------------------------------------------------------------

TEST_F(component, poisoner_lets_so_many_values_come_and_takes_the_network_down) {
  for (const std::size_t n : {0u, 1u, 50u}) {
    std::vector<int> seen;
    auto all = [&]() -> process {
      channel<int> a, b, c;
      const auto ends = co_await csp::par(feed_for_ever(a.writer()), seq_delta2(a.reader(), b.writer(), c.writer()),
                                          collect(b.reader(), seen), poisoner(c.reader(), n));
      EXPECT_EQ(ends[0], status::poisoned);
      EXPECT_EQ(ends[1], status::poisoned);
      EXPECT_EQ(ends[2], status::poisoned);
      EXPECT_EQ(ends[3], status::done);
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_GE(seen.size(), n);
    EXPECT_LE(seen.size(), n + 1);
  }
}

TEST_F(component, poisoner_ends_early_when_its_input_does) {
  auto all = [&]() -> process {
    channel<int> a;
    const auto ends = co_await csp::par(feed(a.writer(), list(1, 2)), poisoner(a.reader(), 3));
    EXPECT_EQ(ends[0], status::done);
    EXPECT_EQ(ends[1], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(component, poisoner_ends_an_endless_network_after_a_delay_from_either_side) {
  for (const auto delay : {0ms, 3ms})
    for (const bool reads : {false, true}) {
      const auto start = csp::clock::now();
      auto all = [&]() -> process {
        channel<int> a, b;
        auto poison = reads ? poisoner(a.reader(), delay) : poisoner(a.writer(), delay);
        const auto ends = co_await csp::par(feed_for_ever(a.writer()), identity(a.reader(), b.writer()),
                                            drop(b.reader(), 1'000'000'000), std::move(poison));
        for (const std::size_t i : {0u, 1u, 2u}) EXPECT_EQ(ends[i], status::poisoned);
        EXPECT_EQ(ends[3], status::done);
      };
      EXPECT_TRUE(csp::run(all()));
      EXPECT_GE(csp::clock::now() - start, delay);
    }
}

TEST_F(component, poisoner_of_a_writer_lets_what_is_buffered_be_read) {
  std::vector<int> got;
  auto all = [&]() -> process {
    channel<int, csp::fifo<4>> a;
    reader<int> in = a.reader();
    co_await csp::par(feed(a.writer(), list(1, 2, 3)));
    EXPECT_TRUE((co_await csp::par(poisoner(a.writer(), 0ms)))[0]);
    EXPECT_EQ((co_await csp::par(collect(std::move(in), got)))[0], status::poisoned);
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{1, 2, 3}));
}

}  // namespace
