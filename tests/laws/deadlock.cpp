// Laws of deadlocks: which are seen, their cycles, and what is none.
#include <memory>
#include <optional>

#include "printing_law.hpp"

using namespace std::chrono_literals;
using csp::channel, csp::process, csp::reader, csp::status, csp::writer;

namespace {

class deadlocks : public printing_law {};

process pass_on(reader<int> in, writer<int> out) {
  for (;;) {
    const int x = co_await in.read();
    co_await out.write(x);
  }
}

process read_one(reader<int> in) { co_await in.read(); }

TEST_F(deadlocks, a_ring_of_two_is_a_deadlock_and_its_cycle_is_named) {
  auto ring = []() -> process {
    channel<int> a("a"), b("b");
    co_await csp::par(pass_on(a.reader(), b.writer()).named("left"), pass_on(b.reader(), a.writer()).named("right"));
  };
  EXPECT_EQ(csp::run(ring().named("ring")), status::deadlock);
  EXPECT_TRUE(says("csp: deadlock: 3 processes\n")) << printed();
  EXPECT_TRUE(says("left (")) << printed();
  EXPECT_TRUE(says(") reads from a\n")) << printed();
  EXPECT_TRUE(says(") reads from b\n")) << printed();
  EXPECT_TRUE(says("ring (")) << printed();
  EXPECT_TRUE(says("waits for the processes that it started")) << printed();
  EXPECT_TRUE(says("cycle: left -> right -> left\n")) << printed();
}

TEST_F(deadlocks, a_ring_of_three_is_a_deadlock_after_it_has_worked) {
  auto start = [](reader<int> in, writer<int> out) -> process {
    for (int i = 0; i < 10; ++i) {
      co_await out.write(i);
      co_await in.read();
    }
    co_await in.read();
  };
  auto ring = [&]() -> process {
    channel<int> a, b, c;
    co_await csp::par(start(c.reader(), a.writer()).named("one"), pass_on(a.reader(), b.writer()).named("two"),
                      pass_on(b.reader(), c.writer()).named("three"));
  };
  EXPECT_EQ(csp::run(ring()), status::deadlock);
  EXPECT_TRUE(says("cycle: one -> three -> two -> one\n")) << printed();
}

process choose(reader<int> one, reader<int> two, writer<int> out, bool keep) {
  int x = 0;
  if (keep) {
    auto choice = csp::keep(csp::fair_alt(one.into(x), two.into(x)));
    co_await choice.select();
  } else {
    co_await csp::alt(one.into(x), two.into(x), csp::when(false, csp::skip()));
  }
  co_await out.write(x);
}

TEST_F(deadlocks, a_choice_inside_a_cycle_is_seen) {
  for (const bool keep : {false, true}) {
    auto ring = [&]() -> process {
      channel<int> a("a"), b("b"), never("never");
      auto held = never.writer();
      co_await csp::par(choose(a.reader(), never.reader(), b.writer(), keep).named("chooser"),
                        pass_on(b.reader(), a.writer()).named("other"));
    };
    printed().clear();
    EXPECT_EQ(csp::run(ring()), status::deadlock);
    EXPECT_TRUE(says("chooses: reads from a, reads from never\n")) << printed();
    EXPECT_TRUE(says("cycle: chooser -> other -> chooser\n")) << printed();
  }
}

TEST_F(deadlocks, a_process_that_waits_for_its_child_which_waits_for_it_is_a_cycle) {
  auto parent = []() -> process {
    channel<int> c;
    auto out = c.writer();
    co_await csp::par(read_one(c.reader()).named("child"));
    co_await out.write(1);
  };
  EXPECT_EQ(csp::run(parent().named("parent")), status::deadlock);
  EXPECT_TRUE(says("csp: deadlock: 2 processes\n")) << printed();
}

TEST_F(deadlocks, processes_in_a_deadlock_are_ended_as_by_poison) {
  record log;
  auto waits = [&](reader<int> in) -> process {
    const last_word at_end(log, 'x');
    static_cast<void>(co_await in.next());
    log += '!';  // ended, so that no answer comes
  };
  auto network = [&]() -> process {
    channel<int> a;
    auto held = a.writer();
    co_await csp::par(waits(a.reader()), waits(a.reader()));
    log += '!';
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_EQ(log.text(), "xx");
}

TEST_F(deadlocks, a_hook_replaces_the_printing) {
  static int calls = 0;
  calls = 0;
  csp::on_deadlock([] { ++calls; });
  auto network = []() -> process {
    channel<int> a;
    auto held = a.writer();
    co_await a.read();
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_EQ(calls, 1);
  EXPECT_EQ(printed(), "");
}

TEST_F(deadlocks, two_deadlocks_one_after_the_other_are_both_seen) {
  auto network = []() -> process {
    channel<int> a;
    auto held = a.writer();
    co_await csp::par(read_one(a.reader()), read_one(a.reader()));
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_EQ(csp::run(network()), status::deadlock);
}

TEST_F(deadlocks, a_deadlock_is_seen_when_the_last_that_ran_ends) {
  auto works = []() -> process {
    for (int i = 0; i < 100; ++i) co_await csp::yield();
  };
  auto network = [&]() -> process {
    channel<int> a;
    auto held = a.writer();
    co_await csp::par(read_one(a.reader()), works());
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
}

TEST_F(deadlocks, a_deadlock_is_seen_when_the_last_timer_has_rung) {
  auto sleeps = [](reader<int> in) -> process {
    co_await csp::sleep_for(1ms);
    int x = 0;
    EXPECT_EQ(co_await csp::pri_alt(in.into(x), csp::after(1ms)), 1U);
    co_await in.read();
  };
  auto network = [&]() -> process {
    channel<int> a;
    auto held = a.writer();
    co_await csp::par(read_one(a.reader()), sleeps(a.reader()));
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
}

TEST_F(deadlocks, no_alarm_while_a_timer_runs) {
  auto late = [](writer<int> out) -> process {
    co_await csp::sleep_for(5ms);
    co_await out.write(1);
  };
  auto network = [&]() -> process {
    channel<int> a;
    co_await csp::par(read_one(a.reader()), late(a.writer()));
  };
  EXPECT_EQ(csp::run(network()), status::done);
  EXPECT_EQ(printed(), "");
}

TEST_F(deadlocks, no_alarm_while_an_interrupt_may_come) {
  channel<int> a;
  csp::interrupt_writer<int> out(a.writer());
  elsewhere source([&] {
    EXPECT_EQ(out.try_write(1), status::done);
    return elsewhere::turn::over;
  });
  EXPECT_EQ(csp::run(read_one(a.reader())), status::done);
  source.join();
  EXPECT_EQ(printed(), "");
}

TEST_F(deadlocks, plain_code_that_can_never_be_answered_is_told_and_the_network_goes_on) {
  channel<int> a, b;
  csp::network<void> n(pass_on(a.reader(), b.writer()));
  EXPECT_EQ(b.next().wait(), status::deadlock);
  EXPECT_TRUE(says("pass_on (")) << printed();
  EXPECT_EQ(a.send(7).wait(), status::done);
  EXPECT_EQ(*b.next().wait(), 7);
  EXPECT_EQ(n.wait(), status::deadlock);
}

TEST_F(deadlocks, a_process_that_waits_for_itself_is_a_cycle_of_one) {
  auto alone = []() -> process {
    channel<int> c("mine");
    auto in = c.reader();
    auto out = c.writer();
    co_await out.write(1);
    co_await in.read();
  };
  EXPECT_EQ(csp::run(alone().named("alone")), status::deadlock);
  EXPECT_TRUE(says(") writes to mine\ncsp:   mine has 1 reading end: alone\ncsp:   cycle: alone -> alone\n"))
      << printed();
}

}  // namespace
