// Laws of the extended rendezvous with choices: their guards are held, and given back.

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class extended_reads_of_choices : public law {};

TEST_F(extended_reads_of_choices, a_choice_that_is_held_is_decided_only_at_the_end) {
  for (const bool keep : {false, true}) {
    for (const bool early : {false, true}) {
      std::size_t chosen = 9;
      bool held = false;  // on a slow machine the timeout may come first
      channel<int> c, other;
      channel<void> over;
      auto choose = [&](writer<int> out, writer<int> second) -> process {
        const int x = 4;
        auto choice = csp::keep(csp::fair_alt(out.from(x), second.from(x), csp::after(10ms)));
        if (keep) {
          chosen = co_await choice.select();
        } else {
          chosen = co_await csp::pri_alt(out.from(x), second.from(x), csp::after(10ms));
        }
        over.poison();
      };
      auto look = [&](const int& x, reader<void> never) -> process {
        held = true;
        EXPECT_EQ(x, 4);
        co_await csp::sleep_for(15ms);  // longer than its timeout
        EXPECT_EQ(chosen, 9u);
        EXPECT_EQ(other.try_read(), status::would_wait);  // its other guards are no offers
        if (early) co_await never.read();
      };
      auto read = [&](reader<int> in, reader<void> never) -> process {
        EXPECT_EQ(co_await in.extended([&](const int& x) { return look(x, never); }), 4);
      };
      auto close = [](writer<void>) -> process { co_return; };
      auto all = [&]() -> process {
        channel<void> never;
        co_await csp::par(read(c.reader(), never.reader()), choose(c.writer(), other.writer()), close(never.writer()));
      };
      csp::run(all());
      EXPECT_EQ(chosen, held && !early ? 0u : 2u);
    }
  }
}

// It has found the read, which waits, in its first select, and took another guard.
TEST_F(extended_reads_of_choices, a_choice_that_is_kept_finds_the_read_again) {
  int got = 0;
  auto choose = [&](writer<int> left, writer<int> right) -> process {
    const int x = 5;
    auto choice = csp::keep(csp::pri_alt(left.from(x), right.from(x)));
    co_await let_others_run(50);
    co_await choice.select();
    co_await choice.select();
  };
  auto look = [&](reader<int> in) -> process { got = co_await in.extended([](const int&) {}); };
  auto read = [](reader<int> in) -> process { co_await in.read(); };
  auto all = [&]() -> process {
    channel<int> left, right;
    co_await csp::par(choose(left.writer(), right.writer()), look(left.reader()), read(right.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, 5);
}

TEST_F(extended_reads_of_choices, a_choice_that_is_kept_finds_who_waited_behind_the_read) {
  std::atomic<int> sum = 0;
  auto choose = [&](writer<int> out) -> process {
    int x = 5;
    auto choice = csp::keep(csp::pri_alt(out.from(x)));
    co_await let_others_run(50);
    co_await choice.select();
    x = 6;
    co_await choice.select();
  };
  auto look = [&](reader<int> in) -> process { sum += co_await in.extended([](const int&) {}); };
  auto read = [&](reader<int> in) -> process {
    co_await csp::yield();
    sum += co_await in.read();
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(choose(c.writer()), look(c.reader()), read(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(sum, 5 + 6);
}

// While it is held, its enrolment is no offer; the other party waits for it alone.
TEST_F(extended_reads_of_choices, a_choice_that_is_given_back_comes_to_its_barrier_at_once) {
  for (const bool keep : {false, true}) {
    unsigned chosen = 9;
    csp::barrier together;
    auto choose = [&](writer<int> out, csp::enrolment here) -> process {
      const int x = 1;
      auto choice = csp::keep(csp::pri_alt(out.from(x), here.guard()));
      if (keep) {
        chosen = co_await choice.select();
      } else {
        chosen = co_await csp::pri_alt(out.from(x), here.guard());
      }
    };
    auto sync = [](csp::enrolment here) -> process { co_await here.sync(); };
    auto close = [](writer<void> held) -> process {
      co_await let_others_run(50);
      held.retire();
    };
    auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
    auto read = [&](reader<int> in, reader<void> never) -> process {
      co_await let_others_run(50);
      co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
    };
    auto all = [&]() -> process {
      channel<int> c;
      const reader<int> open = c.reader();
      channel<void> never;
      auto meet = [&](csp::enrolment here, writer<void> held) -> process {
        co_await let_others_run(50);
        co_await let_others_run(50);
        co_await csp::par(sync(std::move(here)), close(std::move(held)));
      };
      co_await csp::par(choose(c.writer(), together.enrol()), read(c.reader(), never.reader()),
                        meet(together.enrol(), never.writer()));
    };
    csp::run(all());
    EXPECT_EQ(chosen, 1u);
  }
}

#ifdef CSP_ENGINE_COOP
TEST_F(extended_reads_of_choices, a_choice_that_is_given_back_stands_in_front_of_those_that_came_later) {
  std::vector<int> got;
  auto choose = [](writer<int> out, writer<int> other) -> process {
    co_await csp::pri_alt(out.from(1), other.from(9));
  };
  auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
  auto fail = [&](reader<int> in, reader<void> never) -> process {
    co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
  };
  auto write = [](writer<int> out) -> process { co_await out.write(2); };
  auto read = [&](reader<int> in, writer<void> held) -> process {
    held.retire();
    co_await let_others_run(50);
    for (int i = 0; i < 2; ++i) got.push_back(co_await in.read());
  };
  auto all = [&]() -> process {
    channel<int> c, other;
    const reader<int> open = other.reader();
    channel<void> never;
    co_await csp::par(choose(c.writer(), other.writer()), fail(c.reader(), never.reader()), write(c.writer()),
                      read(c.reader(), never.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{1, 2}));
}

TEST_F(extended_reads_of_choices, what_is_given_back_stands_in_front_of_a_kept_choice_that_came_later) {
  for (bool chooses : {false, true}) {
    std::vector<int> got;
    auto first = [&](writer<int> out, writer<int> other) -> process {
      if (chooses) {
        co_await csp::pri_alt(out.from(1), other.from(9));
      } else {
        co_await out.write(1);
      }
    };
    auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
    auto fail = [&](reader<int> in, reader<void> never) -> process {
      co_await let_others_run(50);
      co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
    };
    auto later = [&](writer<int> out) -> process {
      int two = 2;
      if (!chooses) co_await let_others_run(50);  // it is kept when the other is held already
      if (!chooses) co_await let_others_run(50);
      auto choice = csp::keep(csp::pri_alt(out.from(two)));
      co_await csp::yield();
      co_await choice.select();
    };
    auto read = [&](reader<int> in, writer<void> held) -> process {
      for (int i = 0; i < 4; ++i) co_await let_others_run(50);
      held.retire();
      co_await let_others_run(50);
      for (int i = 0; i < 2; ++i) got.push_back(co_await in.read());
    };
    auto all = [&]() -> process {
      channel<int> c, other;
      const reader<int> open = other.reader();
      channel<void> never;
      co_await csp::par(first(c.writer(), other.writer()), later(c.writer()), fail(c.reader(), never.reader()),
                        read(c.reader(), never.writer()));
    };
    csp::run(all());
    EXPECT_EQ(got, (std::vector<int>{1, 2})) << chooses;
  }
}

#endif

TEST_F(extended_reads_of_choices, a_timeout_that_came_meanwhile_counts_when_the_value_is_given_back) {
  status how = status::done;
  tracked mine(6);
  auto look = [](const tracked&, reader<void> never) -> process {
    co_await csp::sleep_for(6ms);
    co_await never.read();
  };
  auto read = [&](reader<tracked> in, reader<void> never) -> process {
    co_await in.extended([&](const tracked& x) { return look(x, never); });
  };
  auto write = [&](writer<tracked> out) -> process { how = co_await out.send(std::move(mine)).within(2ms); };
  auto close = [](writer<void>) -> process { co_return; };
  auto all = [&]() -> process {
    channel<tracked> c;
    const reader<tracked> open = c.reader();
    channel<void> never;
    co_await csp::par(read(c.reader(), never.reader()), write(c.writer()), close(never.writer()));
  };
  csp::run(all());
  EXPECT_EQ(how, status::would_wait);
  EXPECT_EQ(mine.number, 6);
}

#ifdef CSP_ENGINE_COOP
TEST_F(extended_reads_of_choices, a_timeout_that_came_before_its_channel_ended_does_not_count_for_the_next_write) {
  std::vector<int> got;
  auto write = [](writer<int> first, writer<int> second) -> process {
    EXPECT_EQ(co_await first.send(1).within(1ms), status::poisoned);
    co_await second.write(42);
    co_await second.write(43);
  };
  auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
  auto give_back = [&](reader<int> in, reader<void> never) -> process {
    co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
  };
  auto stop = [](writer<int> first, writer<void> held, writer<void> held_next) -> process {
    co_await csp::sleep_for(2ms);
    first.poison();
    held.retire();
    co_await csp::sleep_for(2ms);
    held_next.retire();
  };
  auto read = [&](reader<int> in) -> process {
    co_await csp::sleep_for(6ms);
    for (int i = 0; i < 2; ++i) got.push_back(co_await in.read());
  };
  auto all = [&]() -> process {
    channel<int> a, b;
    channel<void> never, never_next;
    co_await csp::par(write(a.writer(), b.writer()), give_back(a.reader(), never.reader()),
                      give_back(b.reader(), never_next.reader()), stop(a.writer(), never.writer(), never_next.writer()),
                      read(b.reader()));
  };
  csp::run(all());
  EXPECT_EQ(got, (std::vector{42, 43}));
}
#endif

}  // namespace
