// Laws of choice: exactly one guard is decided, and what was not chosen has taken nothing.
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
// Both orders of arrival: the choice before its partners, and after them.
constexpr int before_and_after[] = {0, 20};

TEST_F(choices, pri_alt_takes_the_first_ready_guard_in_the_order_given) {
  std::string order;
  auto choose = [&](reader<int> a, reader<int> b) -> process {
    co_await let_others_run(20);
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
      co_await let_others_run(20 - late);
      which = co_await csp::pri_alt(a.into(x), b.into(y));
    };
    auto write = [&](writer<int> out) -> process {
      co_await let_others_run(late);
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
      co_await let_others_run(20 - late);
      which = co_await csp::pri_alt(a.from(std::move(one)), b.from(std::move(two)));
    };
    auto read = [&](reader<tracked> in) -> process {
      co_await let_others_run(late);
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
      co_await let_others_run(10);
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
