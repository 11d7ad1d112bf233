// Laws of choice: exactly one guard is decided, and what was not chosen has taken nothing.
#include <array>
#include <csp/csp.hpp>
#include <memory>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class choices : public law {};

process send(writer<int> out, int first, int count) {
  for (int i = 0; i < count; ++i) co_await out.write(first + i);
}
process yields(int times) {
  for (int i = 0; i < times; ++i) co_await csp::yield();
}
// Both orders of arrival: the choice before its partners, and after them.
constexpr int before_and_after[] = {0, 20};

TEST_F(choices, pri_alt_takes_the_first_ready_guard_in_the_order_given) {
  std::string order;
  auto choose = [&](reader<int> a, reader<int> b) -> process {
    co_await yields(20);
    int x = 0;
    for (int i = 0; i < 4; ++i) order += co_await csp::pri_alt(b.into(x), a.into(x)) == 0 ? 'b' : 'a';
  };
  auto all = [&]() -> process {
    channel<int> a, b;
    co_await csp::par(send(a.writer(), 0, 1), send(a.writer(), 0, 1), send(b.writer(), 0, 1), send(b.writer(), 0, 1),
                      choose(a.reader(), b.reader()));
  };
  if (!csp::run(all())) FAIL();
#ifdef CSP_ENGINE_COOP
  EXPECT_EQ(order, "bbaa");
#else
  EXPECT_EQ(order.size(), 4u);
#endif
}

TEST_F(choices, a_value_arrives_whichever_party_comes_first) {
  for (const int late : before_and_after) {
    int x = 0, y = 0;
    std::size_t which = 9;
    auto choose = [&](reader<int> a, reader<int> b) -> process {
      co_await yields(20 - late);
      which = co_await csp::pri_alt(a.into(x), b.into(y));
    };
    auto write = [&](writer<int> out) -> process {
      co_await yields(late);
      co_await out.write(7);
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      const writer<int> open = a.writer();
      co_await csp::par(choose(a.reader(), b.reader()), write(b.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(which, 1u);
    EXPECT_EQ(x, 0);
    EXPECT_EQ(y, 7);
  }
}

TEST_F(choices, output_guards_write_and_the_value_not_chosen_stays) {
  for (const int late : before_and_after) {
    tracked one(1), two(2);
    std::size_t which = 9;
    int got = 0;
    auto choose = [&](writer<tracked> a, writer<tracked> b) -> process {
      co_await yields(20 - late);
      which = co_await csp::pri_alt(a.from(std::move(one)), b.from(std::move(two)));
    };
    auto read = [&](reader<tracked> in) -> process {
      co_await yields(late);
      got = (co_await in.read()).number;
    };
    auto all = [&]() -> process {
      channel<tracked> a, b;
      const reader<tracked> open = a.reader();
      co_await csp::par(choose(a.writer(), b.writer()), read(b.reader()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(which, 1u);
    EXPECT_EQ(got, 2);
    EXPECT_EQ(one.number, 1);
    EXPECT_EQ(two.number, -1);
  }
}

TEST_F(choices, of_two_choices_the_one_that_arrives_decides_and_both_agree) {
  for (const bool keep : {false, true}) {
    int sum_in = 0, sum_out = 0;
    auto in = [&](reader<int> a, reader<int> b) -> process {
      int x = 0, y = 0;
      if (keep) {
        auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(y)));
        for (int i = 0; i < 1000; ++i) sum_in += co_await choice.select() == 0 ? x : 1000 * y;
      } else {
        csp::turn t;
        for (int i = 0; i < 1000; ++i) sum_in += co_await csp::fair_alt(t, a.into(x), b.into(y)) == 0 ? x : 1000 * y;
      }
    };
    auto out = [&](writer<int> a, writer<int> b) -> process {
      int x = 1, y = 1;
      if (keep) {
        auto choice = csp::keep(csp::alt(a.from(x), b.from(y)));
        for (int i = 0; i < 1000; ++i) sum_out += co_await choice.select() == 0 ? 1 : 1000;
      } else {
        for (int i = 0; i < 1000; ++i) sum_out += co_await csp::alt(a.from(x), b.from(y)) == 0 ? 1 : 1000;
      }
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      co_await csp::par(in(a.reader(), b.reader()), out(a.writer(), b.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(sum_in, sum_out);
    EXPECT_GT(sum_in, 0);
  }
}

TEST_F(choices, two_symmetric_choices_on_one_channel_meet_once_each_time) {
  int read[2] = {}, written[2] = {};
  auto either = [&](reader<int> in, writer<int> out, int me) -> process {
    int x = 0;
    for (int i = 0; i < 500; ++i)
      if (co_await csp::alt(in.into(x), out.from(1)) == 0) {
        read[me] += x;
      } else {
        ++written[me];
      }
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(either(c.reader(), c.writer(), 0), either(c.reader(), c.writer(), 1));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(read[0], written[1]);
  EXPECT_EQ(read[1], written[0]);
  EXPECT_EQ(read[0] + written[0], 500);
}

TEST_F(choices, a_choice_never_meets_itself) {
  for (const bool keep : {false, true}) {
    std::size_t which = 9;
    auto alone = [&](reader<int> in, writer<int> out) -> process {
      int x = 0, y = 5;
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(in.into(x), out.from(y), csp::after(1ms)));
        which = co_await choice.select();
      } else {
        which = co_await csp::pri_alt(in.into(x), out.from(y), csp::after(1ms));
      }
    };
    auto all = [&]() -> process {
      channel<int> c;
      co_await csp::par(alone(c.reader(), c.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(which, 2u);
  }
}

TEST_F(choices, the_same_channel_may_stand_in_a_choice_twice) {
  std::vector<int> got;
  auto choose = [&](reader<int> in) -> process {
    int x = 0, y = 0;
    csp::turn t;
    for (int i = 0; i < 10; ++i) got.push_back(co_await csp::fair_alt(t, in.into(x), in.into(y)) == 0 ? x : y);
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(send(c.writer(), 0, 10), choose(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST_F(choices, a_guard_whose_precondition_is_false_is_not_looked_at) {
  std::string order;
  auto choose = [&](reader<int> a, reader<int> b) -> process {
    int x = 0;
    bool open = false;
    auto choice = csp::keep(csp::pri_alt(csp::when([&] { return open; }, a.into(x)), b.into(x)));
    for (int i = 0; i < 4; ++i) {
      order += co_await choice.select() == 0 ? 'a' : 'b';
      open = !open;
    }
    EXPECT_EQ(co_await csp::pri_alt(csp::when(false, a.into(x)), csp::skip()), 1u);
  };
  auto all = [&]() -> process {
    channel<int> a, b;
    co_await csp::par(send(a.writer(), 0, 2), send(b.writer(), 0, 9), choose(a.reader(), b.reader()));
  };
  static_cast<void>(csp::run(all()));
#ifdef CSP_ENGINE_COOP
  EXPECT_EQ(order, "baba");
#else
  EXPECT_EQ(order.size(), 4u);
  EXPECT_EQ(order[0], 'b');
#endif
}

TEST_F(choices, a_precondition_is_kept_with_its_choice) {
  std::size_t which = 9;
  auto choose = [&](reader<int> a, reader<int> b) -> process {
    int x = 0;
    auto choice = csp::keep(csp::pri_alt(csp::when(false, a.into(x)), b.into(x)));
    which = co_await choice.select();
    EXPECT_EQ(x, 2);
    co_await a.read();
  };
  auto all = [&]() -> process {
    channel<int> a, b;
    co_await csp::par(send(a.writer(), 1, 1), send(b.writer(), 2, 1), choose(a.reader(), b.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(which, 1u);
}

TEST_F(choices, of_two_preconditions_of_one_guard_both_must_hold) {
  const auto yes = [] { return true; };
  const auto no = [] { return false; };
  std::vector<std::size_t> chosen;
  auto choose = [&](reader<int> a) -> process {
    int x = 0;
    chosen.push_back(co_await csp::pri_alt(csp::when(true, csp::when(false, a.into(x))), csp::skip()));
    chosen.push_back(co_await csp::pri_alt(csp::when(yes, csp::when(false, a.into(x))), csp::skip()));
    chosen.push_back(co_await csp::pri_alt(csp::when(true, csp::when(no, a.into(x))), csp::skip()));
    chosen.push_back(co_await csp::pri_alt(csp::when(no, csp::when(yes, a.into(x))), csp::skip()));
    chosen.push_back(co_await csp::pri_alt(csp::when(yes, csp::when(true, a.into(x)))));
    EXPECT_EQ(x, 1);
  };
  auto all = [&]() -> process {
    channel<int> a;
    co_await csp::par(send(a.writer(), 1, 1), choose(a.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(chosen, (std::vector<std::size_t>{1, 1, 1, 1, 0}));
}

TEST_F(choices, one_that_is_kept_outlives_the_process_that_waited_in_it) {
  bool ended = false;
  auto all = [&]() -> process {
    channel<int> a, go;
    int x = 0;
    auto choice = csp::keep(csp::pri_alt(a.into(x), csp::after(5ms)));
    auto child = [&](reader<void> stop) -> process {
      (void)stop;
      co_await choice.select();
      ended = true;
    };
    auto family = [&]() -> process {
      channel<void> stop;
      auto meets_poison = [](reader<void> in) -> process { co_await in.read(); };
      auto poisons = [](writer<void> out) -> process {
        co_await csp::yield();
        out.poison();
      };
      co_await csp::par(child(stop.reader()), meets_poison(stop.reader()), poisons(stop.writer()));
    };
    co_await csp::par(family());
    EXPECT_TRUE(ended);
    EXPECT_EQ(co_await choice.select(), 1u);
  };
  csp::run(all());
  EXPECT_TRUE(ended);
}

TEST_F(choices, skip_is_ready_when_nothing_before_it_is) {
  std::size_t empty = 9;
  auto choose = [&](reader<int> a) -> process {
    int x = 0;
    empty = co_await csp::pri_alt(a.into(x), csp::skip());
  };
  auto all = [&]() -> process {
    channel<int> a;
    const writer<int> open = a.writer();
    co_await csp::par(choose(a.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(empty, 1u);
}

TEST_F(choices, a_choice_that_is_kept_later_does_not_move_those_that_wait_back) {
  record order;
  auto reads = [&](reader<int> in) -> process {
    co_await in.read();
    order += 'r';
  };
  auto selects = [&](reader<int> in) -> process {
    int x = 0;
    auto choice = csp::keep(csp::pri_alt(in.into(x)));
    co_await choice.select();
    order += 's';
  };
  auto writes = [&](writer<int> out) -> process {
    int x = 0;
    auto choice = csp::keep(csp::pri_alt(out.from(x)));
    co_await choice.select();
    co_await csp::yield();
    co_await choice.select();
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(reads(c.reader()), selects(c.reader()), writes(c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
#ifdef CSP_ENGINE_COOP
  EXPECT_EQ(order.text(), "rs");
#else
  EXPECT_EQ(order.text().size(), 2u);
#endif
}

// --- fairness ------------------------------------------------------------------------------------------------------

// The longest time that a guard was passed over while its writer waited. All writers wait from the start of the select
// on coop; on threads they come when they can.
template <std::size_t N>
class passed_over {
 public:
  void chose(std::size_t which) {
    for (std::size_t i = 0; i < N; ++i) since_[i] = i == which ? 0 : since_[i] + 1;
    longest = std::max(longest, *std::max_element(since_, since_ + N));
  }
  std::size_t longest = 0;

 private:
  std::size_t since_[N] = {};
};

process always(writer<int> out) {
  for (;;) co_await out.write(1);
}

template <bool Kept>
std::size_t longest_wait() {
  constexpr int n = 3;
  passed_over<n> waits;
  auto choose = [&](reader<int> a, reader<int> b, reader<int> c) -> process {
    int x = 0;
    co_await yields(30);
    csp::turn t;
    auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), c.into(x)));
    for (int i = 0; i < 300; ++i) {
      std::size_t which = 0;
      if constexpr (Kept) {
        which = co_await choice.select();
      } else {
        which = co_await csp::fair_alt(t, a.into(x), b.into(x), c.into(x));
      }
      waits.chose(which);
      for (int y = 0; y < 4; ++y) co_await csp::yield();  // each writer waits again
    }
  };
  auto all = [&]() -> process {
    channel<int> a, b, c;
    co_await csp::par(always(a.writer()), always(b.writer()), always(c.writer()), always(a.writer()),
                      choose(a.reader(), b.reader(), c.reader()));
  };
  static_cast<void>(csp::run(all()));
  return waits.longest;
}

TEST_F(choices, a_fair_choice_passes_nobody_over_more_often_than_it_has_guards) {
#ifdef CSP_ENGINE_COOP
  EXPECT_LE(longest_wait<false>(), 3u);
  EXPECT_LE(longest_wait<true>(), 3u);
#else  // a writer's thread may sleep meanwhile: then its guard is not ready, and the bound says nothing of it
  EXPECT_GT(longest_wait<false>(), 0u);
  EXPECT_GT(longest_wait<true>(), 0u);
#endif
}

// Two writers wait at every channel, so that each guard is ready at every select, on either engine.
TEST_F(choices, the_bound_holds_where_every_guard_stays_ready) {
  for (const bool keep : {false, true}) {
    std::string order;
    auto burst = [&](writer<int> a, writer<int> b, writer<int> c, channel<int>& go) -> process {
      co_await csp::par(a.write(1), a.write(1), a.write(1), b.write(1), b.write(1), b.write(1), c.write(1), c.write(1),
                        c.write(1), go.write(1));
    };
    auto choose = [&](reader<int> a, reader<int> b, reader<int> c, channel<int>& go) -> process {
      co_await go.read();  // the last of the burst: the others stand
      int x = 0;
      csp::turn t;
      if (keep) {
        auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), c.into(x)));
        for (int i = 0; i < 9; ++i) order += static_cast<char>('a' + co_await choice.select());
      } else {
        for (int i = 0; i < 9; ++i)
          order += static_cast<char>('a' + co_await csp::fair_alt(t, a.into(x), b.into(x), c.into(x)));
      }
    };
    auto all = [&]() -> process {
      channel<int> a, b, c, go;
      co_await csp::par(choose(a.reader(), b.reader(), c.reader(), go), burst(a.writer(), b.writer(), c.writer(), go));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(order, "abcabcabc");
  }
}

TEST_F(choices, two_fair_choices_in_one_loop_do_not_disturb_each_other) {
  std::string first, second;
  auto burst = [&](channel<int>& a, channel<int>& b, channel<int>& go) -> process {
    co_await csp::par(a.write(1), a.write(1), a.write(1), a.write(1), b.write(1), b.write(1), b.write(1), b.write(1),
                      go.write(1));
  };
  auto choose = [&](channel<int>& a, channel<int>& b, channel<int>& go) -> process {
    co_await go.read();
    int x = 0;
    csp::turn one, two;
    for (int i = 0; i < 4; ++i) {
      first += static_cast<char>('a' + co_await csp::fair_alt(one, a.into(x), b.into(x)));
      second += static_cast<char>('a' + co_await csp::fair_alt(two, a.into(x), b.into(x)));
    }
  };
  auto all = [&]() -> process {
    channel<int> a, b, go;
    co_await csp::par(choose(a, b, go), burst(a, b, go));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(first, "abab");
  EXPECT_EQ(second, "abab");
}

TEST_F(choices, alt_takes_every_guard_now_and_then) {
  std::array<int, 3> chosen{};
  auto choose = [&](reader<int> a, reader<int> b, reader<int> c) -> process {
    int x = 0;
    for (int i = 0; i < 3000; ++i) ++chosen[co_await csp::alt(a.into(x), b.into(x), c.into(x))];
  };
  auto all = [&]() -> process {
    channel<int> a, b, c;
    co_await csp::par(always(a.writer()), always(b.writer()), always(c.writer()),
                      choose(a.reader(), b.reader(), c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  for (const int n : chosen) EXPECT_GT(n, 0);
}

// --- ranges ----------------------------------------------------------------------------------------------------------

TEST_F(choices, a_range_of_guards_known_at_run_time) {
  for (const bool keep : {false, true})
    for (const int n : {1, 5, 130}) {
      long sum = 0;
      auto choose = [&](std::vector<reader<int>> in) -> process {
        std::vector<int> got(in.size());
        std::vector<decltype(in[0].into(got[0]))> guards;
        for (std::size_t i = 0; i < in.size(); ++i) guards.push_back(in[i].into(got[i]));
        if (keep) {
          auto choice = csp::keep(csp::fair_alt(guards));
          for (;;) sum += got[co_await choice.select()];
        }
        csp::turn t;
        for (;;) sum += got[co_await csp::fair_alt(t, guards)];
      };
      auto all = [&]() -> process {
        std::vector<std::unique_ptr<channel<int>>> channels;
        std::vector<reader<int>> in;
        std::vector<process> network;
        for (int i = 0; i < n; ++i) {
          channels.push_back(std::make_unique<channel<int>>());
          in.push_back(channels.back()->reader());
          network.push_back(send(channels.back()->writer(), i, 3));
        }
        network.push_back(choose(std::move(in)));
        co_await csp::par(std::move(network));
      };
      EXPECT_TRUE(csp::run(all()));
      long expected = 0;
      for (int i = 0; i < n; ++i) expected += 3 * i + 3;
      EXPECT_EQ(sum, expected);
    }
}

TEST_F(choices, a_range_without_memory_ends_its_process_so) {
  status how = status::done;
  auto choose = [&](reader<int> in) -> process {
    int x = 0;
    const std::vector guards{in.into(x), in.into(x)};
    const frames::only none(0);
    co_await csp::pri_alt(guards);
  };
  auto all = [&]() -> process {
    channel<int> c;
    const writer<int> open = c.writer();
    how = (co_await csp::par(choose(c.reader())))[0].status();
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(how, status::no_memory);
}

// --- termination
// -------------------------------------------------------------------------------------------------------

TEST_F(choices, a_closed_guard_drops_out_and_when_all_are_closed_the_process_ends) {
  for (const bool keep : {false, true}) {
    int got = 0;
    status how = status::done;
    auto choose = [&](reader<int> a, reader<int> b) -> process {
      int x = 0;
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(x), csp::after(10s)));
        for (;;) co_await choice.select(), ++got;
      }
      for (;;) co_await csp::pri_alt(a.into(x), b.into(x), csp::after(10s)), ++got;
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      how = (co_await csp::par(choose(a.reader(), b.reader()), send(a.writer(), 0, 3), send(b.writer(), 0, 9)))[0]
                .status();
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, 12);
    EXPECT_EQ(how, status::closed);
  }
}

TEST_F(choices, a_poisoned_guard_ends_the_process_before_any_choice_is_made) {
  for (const bool keep : {false, true}) {
    std::array<status, 2> how{};
    auto choose = [&](reader<int> a, reader<int> b, reader<void> done) -> process {
      int x = 0;
      co_await done.read();
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(x)));
        co_await choice.select();
      } else {
        co_await csp::pri_alt(a.into(x), b.into(x));
      }
      ADD_FAILURE() << "a choice was made";
    };
    auto poison = [](writer<int> out, writer<void> done) -> process {
      out.poison();
      co_await done.write();
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      channel<void> done;
      const auto ends = co_await csp::par(choose(a.reader(), b.reader(), done.reader()), send(a.writer(), 0, 1),
                                          poison(b.writer(), done.writer()));
      how = {ends[0].status(), ends[1].status()};
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(how[0], status::poisoned);
    EXPECT_EQ(how[1], status::poisoned);  // its value was still with it
  }
}

TEST_F(choices, poison_reaches_a_choice_that_waits) {
  for (const bool keep : {false, true}) {
    std::array<status, 2> how{};
    auto choose = [&](reader<int> a, writer<int> b) -> process {
      int x = 0;
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.from(x)));
        co_await choice.select();
      }
      co_await csp::pri_alt(a.into(x), b.from(x));
    };
    auto poison = [](writer<int> out) -> process {
      co_await yields(20);
      out.poison();
    };
    auto all = [&]() -> process {
      channel<int> a, b;
      reader<int> open = b.reader();
      const auto ends = co_await csp::par(choose(a.reader(), b.writer()), poison(a.writer()));
      how = {ends[0].status(), (co_await open.next()).status()};
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(how[0], status::poisoned);
    EXPECT_EQ(how[1], status::poisoned);
  }
}

TEST_F(choices, a_result_makes_its_guard_ready_on_closed_and_poisoned) {
  std::vector<status> seen;
  auto choose = [&](reader<int> a, reader<tracked> b) -> process {
    csp::result<int> x = status::would_wait;
    csp::result<tracked> y = status::would_wait;
    bool a_open = true, b_open = true;
    auto choice = csp::keep(
        csp::pri_alt(csp::when([&] { return a_open; }, a.into(x)), csp::when([&] { return b_open; }, b.into(y))));
    while (a_open || b_open) {
      if (co_await choice.select() == 0) {
        seen.push_back(x.status());
        a_open = static_cast<bool>(x);
      } else {
        seen.push_back(y.status());
        b_open = static_cast<bool>(y);
      }
    }
  };
  auto all = [&]() -> process {
    channel<int> a;
    channel<tracked> b;
    auto poison = [](writer<tracked> out) -> process {
      co_await out.write(tracked(1));
      out.poison();
    };
    co_await csp::par(choose(a.reader(), b.reader()), send(a.writer(), 0, 1), poison(b.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(std::count(seen.begin(), seen.end(), status::done), 2);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), status::closed), 1);
  EXPECT_EQ(std::count(seen.begin(), seen.end(), status::poisoned), 1);
}

// The first is ended by the exception of the second; what its partner offers afterwards stays with the partner.
#if defined(__cpp_exceptions)
TEST_F(choices, a_choice_ended_from_outside_has_taken_nothing) {
  for (const bool keep : {false, true}) {
    status left = status::done;
    tracked value(1);
    auto choose = [&](reader<tracked> a, reader<tracked> b) -> process {
      tracked x(0);
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(x)));
        co_await choice.select();
      }
      co_await csp::pri_alt(a.into(x), b.into(x));
    };
    auto fail = []() -> process {
      co_await yields(20);
      throw 1;
    };
    auto all = [&]() -> process {
      channel<tracked> a, b;
      const writer<tracked> open = b.writer();
      writer<tracked> out = a.writer();
      try {
        co_await csp::par(choose(a.reader(), b.reader()), fail());
      } catch (int) {
      }
      left = co_await out.send(std::move(value));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(left, status::poisoned);
    EXPECT_EQ(value.number, 1);
  }
}
#endif

TEST_F(choices, a_decided_choice_stands_though_its_channel_is_poisoned_before_it_resumes) {
  for (const bool keep : {false, true}) {
    int got = 0;
    auto choose = [&](reader<tracked> a, reader<tracked> b) -> process {
      tracked x(0), y(0);
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(a.into(x), b.into(y)));
        if (co_await choice.select() == 0) got = x.number;
      } else {
        if (co_await csp::pri_alt(a.into(x), b.into(y)) == 0) got = x.number;
      }
      co_await a.read();
    };
    auto write = [](writer<tracked> out) -> process {
      co_await yields(20);
      co_await out.write(tracked(3));
      out.poison();
    };
    auto all = [&]() -> process {
      channel<tracked> a, b;
      const writer<tracked> open = b.writer();
      co_await csp::par(choose(a.reader(), b.reader()), write(a.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, 3);
  }
}

// --- first come, first served
// -----------------------------------------------------------------------------------------

TEST_F(choices, a_choice_keeps_its_place_among_plain_readers) {
#ifdef CSP_ENGINE_COOP  // the order of arrival is the order in which they are started
  for (const bool keep : {false, true}) {
    std::string order;
    auto plain = [&](reader<int> in, char name) -> process {
      co_await in.read();
      order += name;
    };
    auto choose = [&](reader<int> in, char name) -> process {
      int x = 0;
      if (keep) {
        auto choice = csp::keep(csp::pri_alt(in.into(x), in.into(x)));
        co_await csp::yield();  // kept since before the plain ones came; its place counts from the select
        co_await choice.select();
      } else {
        co_await csp::yield();
        co_await csp::pri_alt(in.into(x), in.into(x));
      }
      order += name;
    };
    auto late = [&](reader<int> in, char name) -> process {
      co_await csp::yield();
      co_await in.read();
      order += name;
    };
    auto write = [](writer<int> out) -> process {
      co_await yields(10);
      for (int i = 0; i < 5; ++i) {
        co_await out.write(i);
        co_await csp::yield();
      }
    };
    auto all = [&]() -> process {
      channel<int> c;
      co_await csp::par(choose(c.reader(), 'x'), plain(c.reader(), '1'), plain(c.reader(), '2'),
                        choose(c.reader(), 'y'), late(c.reader(), '3'), write(c.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(order, "12xy3");
  }
#endif
}

// --- misuse
// ---------------------------------------------------------------------------------------------------------------

using misused_choices = choices;

TEST_F(misused_choices, a_choice_without_any_enabled_guard) {
  auto choose = []() -> process {
    channel<int> c;
    int x = 0;
    co_await csp::pri_alt(csp::when(false, c.into(x)));
  };
  EXPECT_DEATH(static_cast<void>(csp::run(choose())), "no guard whose precondition holds");
}

TEST_F(misused_choices, a_channel_destroyed_under_a_kept_choice) {
  EXPECT_DEATH(
      {
        int x = 0;
        auto c = std::make_unique<channel<int>>("short-lived");
        auto choice = csp::keep(csp::fair_alt(c->into(x)));
        c.reset();
      },
      "short-lived|destroyed under a choice");
}

TEST_F(misused_choices, the_last_end_given_up_under_a_kept_choice) {
  EXPECT_DEATH(
      {
        int x = 0;
        channel<int> c("kept");
        reader<int> in = c.reader();
        auto choice = csp::keep(csp::fair_alt(in.into(x)));
        in.retire();
      },
      csp::core::named ? "given up under a choice that was kept: kept" : "given up under a choice that was kept");
}

// Where memory is scarce, fewer.
TEST_F(choices, over_a_range_see_every_guard_however_many_there_are) {
  constexpr std::size_t many = sizeof(void*) > 4 ? 70'000 : 300;
  unsigned fresh = 0, kept = 0;
  auto writes = [](writer<int> out) -> process {
    for (int i = 0; i < 2; ++i) co_await out.write(7);
  };
  auto choose = [&](std::vector<channel<int>*>& from) -> process {
    int x = 0;
    std::vector<decltype(from[0]->into(x))> guards;
    for (channel<int>* c : from) guards.push_back(c->into(x));
    fresh = co_await csp::pri_alt(guards);
    EXPECT_EQ(std::exchange(x, 0), 7);
    auto choice = csp::keep(csp::fair_alt(guards));
    kept = co_await choice.select();
    EXPECT_EQ(x, 7);
  };
  auto all = [&]() -> process {
    std::vector<std::unique_ptr<channel<int>>> made;
    std::vector<channel<int>*> c;
    for (std::size_t i = 0; i < many; ++i) c.push_back(made.emplace_back(std::make_unique<channel<int>>()).get());
    co_await csp::par(choose(c), writes(c[many - 2]->writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(fresh, many - 2);
  EXPECT_EQ(kept, many - 2);
}

}  // namespace
