// Laws of timeouts inside a par of operations: each part ends alone, and loses nothing.
#include <csp/csp.hpp>
#include <memory>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer, csp::status;
using namespace std::chrono_literals;

namespace {

class timed_operations : public law {};

TEST_F(timed_operations, one_whose_time_is_over_lets_the_others_go_on) {
  auto all = [&]() -> process {
    channel<int> silent, b;
    channel<tracked> nobody;
    tracked value(4);
    auto some = [&](reader<int> in) -> process {
      auto [x, y, s, z] = co_await csp::par(silent.next().within(1ms), in.read(),
                                            nobody.send(std::move(value)).within(1ms), in.next().within(1h));
      EXPECT_EQ(x.status(), status::would_wait);
      EXPECT_EQ(y + *z, 7 + 8);
      EXPECT_EQ(s, status::would_wait);
      EXPECT_EQ(value.number, 4);
    };
    auto writes = [](writer<int> out) -> process {
      co_await csp::sleep_for(2ms);
      co_await out.write(7);
      co_await out.write(8);
    };
    EXPECT_TRUE((co_await csp::par(some(b.reader()), writes(b.writer())))[0]);
    EXPECT_EQ(silent.try_write(1), status::would_wait);  // nobody waits there any more
    EXPECT_EQ(nobody.try_read().status(), status::would_wait);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, of_different_lengths_each_waits_for_its_own) {
  auto all = [&]() -> process {
    channel<int> a, b, c;
    const auto start = csp::clock::now();
    auto [x, y, s, z] =
        co_await csp::par(a.next().within(3ms), b.next().within(1ms), c.send(1).within(2ms), a.next().within(1ms));
    EXPECT_GE(csp::clock::now() - start, 3ms);
    for (const status each : {x.status(), y.status(), s, z.status()}) EXPECT_EQ(each, status::would_wait);
    for (channel<int>* each : {&a, &b}) EXPECT_EQ(each->try_write(1), status::would_wait);
    EXPECT_EQ(c.try_read().status(), status::would_wait);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, the_longest_is_served_after_the_shortest_is_over) {
  auto all = [&]() -> process {
    channel<int> silent, late;
    auto waits = [&](reader<int> in) -> process {
      auto [x, y, never] = co_await csp::par(silent.next().within(1ms), in.next().within(1h),
                                             in.next().within(std::chrono::hours::max()));
      EXPECT_EQ(x.status(), status::would_wait);
      EXPECT_EQ(*y, 1);
      EXPECT_EQ(*never, 2);
    };
    auto writes = [](writer<int> out) -> process {
      co_await csp::sleep_for(3ms);
      co_await out.write(1);
      co_await csp::sleep_for(1ms);
      co_await out.write(2);
    };
    co_await csp::par(waits(late.reader()), writes(late.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, of_no_time_only_try) {
  auto all = [&]() -> process {
    channel<int, csp::fifo<1>> full, empty;
    channel<int> silent;
    EXPECT_EQ(full.try_write(3), status::done);
    auto [x, y, s, t] = co_await csp::par(full.next().within(0ms), silent.next().within(0ms), empty.send(1).within(-1s),
                                          silent.send(1).within(0ms));
    EXPECT_EQ(*x, 3);
    EXPECT_EQ(y.status(), status::would_wait);
    EXPECT_EQ(s, status::done);
    EXPECT_EQ(t, status::would_wait);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, of_one_par_may_meet_each_other) {
  auto all = [&]() -> process {
    channel<std::unique_ptr<int>> c;
    auto [sent, got] = co_await csp::par(c.send(std::make_unique<int>(3)).within(1h), c.next().within(1h));
    EXPECT_EQ(sent, status::done);
    EXPECT_EQ(**got, 3);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, meet_a_choice_and_a_buffer) {
  auto all = [&]() -> process {
    channel<int> chosen;
    channel<int, csp::fifo<1>> full;
    EXPECT_EQ(full.try_write(1), status::done);
    auto waits = [&](writer<int> out) -> process {
      auto [s, t] = co_await csp::par(out.send(2).within(1h), full.send(3).within(1ms));
      EXPECT_EQ(s, status::done);
      EXPECT_EQ(t, status::would_wait);
    };
    auto chooses = [&](reader<int> in) -> process {
      int x = 0;
      EXPECT_EQ(co_await csp::pri_alt(in.into(x), csp::after(1h)), 0u);
      EXPECT_EQ(x, 2);
    };
    co_await csp::par(waits(chosen.writer()), chooses(chosen.reader()));
    EXPECT_EQ(*full.try_read(), 1);
    EXPECT_EQ(full.try_read().status(), status::would_wait);
  };
  EXPECT_TRUE(csp::run(all()));
}

// Each part may be met at the time when its alarm rings.
TEST_F(timed_operations, have_one_winner) {
  constexpr int rounds = 300;
  int sent[2] = {0, 0}, got[2] = {0, 0};
  channel<int> silent;
  auto writes = [&](writer<tracked> left, writer<tracked> right) -> process {
    for (int i = 0; i < rounds; ++i) {
      tracked a(i), b(i);
      auto [s, t] = co_await csp::par(left.send(std::move(a)).within(std::chrono::microseconds(i % 7 * 20)),
                                      right.send(std::move(b)).within(std::chrono::microseconds(i % 5 * 30)));
      sent[0] += s == status::done;
      sent[1] += t == status::done;
      EXPECT_EQ(a.number, s == status::done ? -1 : i);
      EXPECT_EQ(b.number, t == status::done ? -1 : i);
    }
  };
  auto reads = [&](reader<tracked> left, reader<tracked> right) -> process {
    for (;;) {
      auto [x, y, none] =
          co_await csp::par(left.next().within(20us), right.next().within(30us), silent.next().within(45us));
      got[0] += static_cast<bool>(x);
      got[1] += static_cast<bool>(y);
      EXPECT_EQ(none.status(), status::would_wait);
      if (x.status() == status::closed && y.status() == status::closed) co_return;
    }
  };
  auto all = [&]() -> process {
    channel<tracked> l, r;
    co_await csp::par(writes(l.writer(), r.writer()), reads(l.reader(), r.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  for (const int i : {0, 1}) EXPECT_EQ(sent[i], got[i]);
}

TEST_F(timed_operations, record_that_nobody_will_come_and_let_the_others_go_on) {
  auto all = [&]() -> process {
    channel<int> retired, aborted, open;
    auto waits = [](reader<int> a, reader<int> b, reader<int> c) -> process {
      auto [x, y, z] = co_await csp::par(a.next().within(1h), b.next().within(1h), c.next().within(1h));
      EXPECT_EQ(x.status(), status::closed);
      EXPECT_EQ(y.status(), status::poisoned);
      EXPECT_EQ(*z, 5);
    };
    auto ends = [](writer<int> a, writer<int> b, writer<int> c) -> process {
      co_await csp::yield();
      a.retire();
      b.poison();
      co_await c.write(5);
    };
    co_await csp::par(waits(retired.reader(), aborted.reader(), open.reader()),
                      ends(retired.writer(), aborted.writer(), open.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, a_plain_one_beside_them_ends_the_process_whether_their_time_is_over_or_not) {
  auto all = [&]() -> process {
    channel<int> silent, closes;
    auto waits = [&](reader<int> in) -> process {
      co_await csp::par(silent.next().within(1ms), in.read(), silent.next().within(1h));
      ADD_FAILURE() << "it goes on";
    };
    auto ends = [](writer<int>) -> process { co_await csp::sleep_for(3ms); };
    EXPECT_EQ((co_await csp::par(waits(closes.reader()), ends(closes.writer())))[0], status::closed);
    EXPECT_EQ(silent.try_write(1), status::would_wait);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(timed_operations, are_ended_from_outside) {
  channel<void> begun;
  channel<int> silent;
  auto waits = [&](tracked value) -> process {
    co_await csp::par(silent.next().within(1h), begun.write(), silent.next().within(1us), silent.next().within(2h));
    ADD_FAILURE() << "it goes on with " << value.number;
  };
  {
    csp::network<void> network(waits(tracked(1)));
    EXPECT_TRUE(begun.next().wait());
  }
  EXPECT_EQ(silent.try_write(1), status::would_wait);
}

// The time of one that is decided is no reason to wait.
TEST_F(timed_operations, hide_no_deadlock_once_they_are_decided) {
  if (!csp::core::named) return;  // on threads nobody looks for deadlocks
  csp::on_deadlock([] {});
  channel<int> c, silent;
  auto waits = [&](reader<int> in) -> process {
    co_await csp::par(in.next().within(2h), silent.next().within(1ms), silent.read(), in.next().within(1h));
  };
  auto writes = [](writer<int> out) -> process {
    co_await out.write(1);
    co_await out.write(2);
    co_await csp::sleep_for(2ms);
  };
  auto all = [&]() -> process { co_await csp::par(waits(c.reader()), writes(c.writer())); };
  EXPECT_EQ(csp::run(all()), status::deadlock);
  csp::on_deadlock(nullptr);
}

#if defined(__cpp_exceptions)
// It may be too late for one that is held only when it is given back.
TEST_F(timed_operations, one_that_is_held_learns_that_its_time_is_over_when_it_is_given_back) {
  for (const bool given_back : {false, true}) {
    bool looked = false;
    auto writes = [&](writer<tracked> out) -> process {
      while (!looked) {  // else its time was over before anybody looked
        tracked value(1);
        channel<int> silent;
        auto [s, t] = co_await csp::par(out.send(std::move(value)).within(1ms), silent.next().within(2ms));
        EXPECT_EQ(s, looked && !given_back ? status::done : status::would_wait);
        EXPECT_EQ(t.status(), status::would_wait);
        EXPECT_EQ(value.number, s == status::done ? -1 : 1);
      }
    };
    auto look = [&](const tracked&) -> process {
      looked = true;
      co_await csp::sleep_for(5ms);
      if (given_back) throw 1;
    };
    auto looks = [&](reader<tracked> in) -> process {
      try {
        EXPECT_EQ((co_await in.extended(look)).number, 1);
      } catch (int) {
      }
    };
    auto all = [&]() -> process {
      channel<tracked> c;
      const reader<tracked> open = c.reader();
      co_await csp::par(looks(c.reader()), writes(c.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_TRUE(looked);
  }
}
#endif

}  // namespace
