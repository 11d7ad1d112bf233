// Laws of the extended rendezvous.
#include <deque>

#include "elsewhere.hpp"
#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class extended_reads : public law {};

// Lets the others come as far as they can; on `threads` most likely.
process settle() {
  for (int i = 0; i < 50; ++i) co_await csp::yield();
}

TEST_F(extended_reads, the_writer_waits_until_the_look_is_over_and_the_value_moves_then) {
  record log;
  int seen = 0, got = 0;
  auto write = [&](writer<tracked> out) -> process {
    tracked mine(7);
    co_await out.write(std::move(mine));
    EXPECT_EQ(mine.number, -1);
    log += 'w';
  };
  auto look = [&](const tracked& x) -> process {
    seen = x.number;
    co_await settle();
    log += 'l';
  };
  auto read = [&](reader<tracked> in) -> process {
    const tracked x = co_await in.extended(look);
    got = x.number;
  };
  auto all = [&]() -> process {
    channel<tracked> c;
    co_await csp::par(write(c.writer()), read(c.reader()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(log.text(), "lw");
  EXPECT_EQ(seen, 7);
  EXPECT_EQ(got, 7);
}

TEST_F(extended_reads, they_take_their_turn_among_all_readers) {
  record log;
  auto extended = [&](reader<int> in) -> process {
    co_await in.extended([&](const int& x) { log += static_cast<char>('a' + x); });
  };
  auto plain = [&](reader<int> in) -> process { log += static_cast<char>('0' + co_await in.read()); };
  auto write = [](writer<int> out) -> process {
    co_await settle();
    for (int i = 1; i <= 3; ++i) co_await out.write(i);
  };
  auto all = [&]() -> process {
    channel<int> c;
    auto readers = [&]() -> process {
      reader<int> in = c.reader();
      co_await csp::par(plain(in), extended(in), plain(in));
    };
    co_await csp::par(readers(), write(c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
#ifdef CSP_ENGINE_COOP
  EXPECT_EQ(log.text(), "1c3");
#else
  EXPECT_EQ(log.text().size(), 3u);
#endif
}

TEST_F(extended_reads, a_signal_is_looked_at_too) {
  int calls = 0;
  auto write = [](writer<void> out) -> process { co_await out.write(); };
  auto read = [&](reader<void> in) -> process { co_await in.extended([&] { ++calls; }); };
  auto all = [&]() -> process {
    channel<void> c;
    co_await csp::par(read(c.reader()), write(c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(calls, 1);
}

// The look ends before the read does: here because a channel that it uses is closed.
TEST_F(extended_reads, ended_early_the_value_stays_with_its_writer_and_is_read_next) {
  int got = 0;
  auto look = [](const tracked&, reader<int> never) -> process { co_await never.read(); };
  auto fail = [&](reader<tracked> in, reader<int> never) -> process {
    co_await in.extended([&](const tracked& x) { return look(x, std::move(never)); });
    ADD_FAILURE() << "it was ended";
  };
  auto read = [&](reader<tracked> in) -> process { got = (co_await in.read()).number; };
  auto write = [](writer<tracked> out) -> process { co_await out.write(tracked(5)); };
  auto close = [](writer<int> held) -> process {
    co_await settle();
    held.retire();
  };
  auto all = [&]() -> process {
    channel<tracked> c;
    channel<int> never;
    co_await csp::par(fail(c.reader(), never.reader()), write(c.writer()), read(c.reader()), close(never.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, 5);
}

#if defined(__cpp_exceptions)
TEST_F(extended_reads, an_exception_leaves_the_value_with_its_writer) {
  status how = status::done;
  tracked mine(5);
  auto read = [&](reader<tracked> in) -> process {
    bool thrown = false;
    try {
      co_await in.extended([](const tracked&) { throw 1; });
    } catch (int) {
      thrown = true;
    }
    EXPECT_TRUE(thrown);
    in.poison();
  };
  auto write = [&](writer<tracked> out) -> process { how = co_await out.send(std::move(mine)); };
  auto all = [&]() -> process {
    channel<tracked> c;
    co_await csp::par(read(c.reader()), write(c.writer()));
  };
  csp::run(all());
  EXPECT_EQ(how, status::poisoned);
  EXPECT_EQ(mine.number, 5);
}
#endif

TEST_F(extended_reads, poison_that_comes_meanwhile_does_not_take_the_writer_away) {
  int got = 0;
  status how = status::would_wait;
  channel<tracked> c;
  auto look = [&](const tracked&) -> process {
    c.poison();
    co_await settle();
  };
  auto read = [&](reader<tracked> in) -> process { got = (co_await in.extended(look)).number; };
  auto write = [&](writer<tracked> out) -> process { how = co_await out.send(tracked(3)); };
  auto all = [&]() -> process { co_await csp::par(read(c.reader()), write(c.writer())); };
  csp::run(all());
  EXPECT_EQ(got, 3);
  EXPECT_EQ(how, status::done);
}

TEST_F(extended_reads, a_writer_that_must_end_stays_until_it_is_released) {
  record log;
  auto write = [&](writer<tracked> out) -> process {
    const last_word at_end(log, 'w');
    co_await out.write(tracked(3));
    log += '!';
  };
  auto look = [&](const tracked& x, writer<void> poisons) -> process {
    poisons.poison();
    co_await settle();
    EXPECT_EQ(x.number, 3);
    log += 'l';
  };
  auto all = [&]() -> process {
    channel<tracked> c;
    channel<void> trouble;
    // Poison ends the parent of the writer, and so the writer too.
    auto parent = [&](writer<tracked> out, reader<void> in) -> process {
      auto ends = [](reader<void> from) -> process { co_await from.read(); };
      co_await csp::par(write(std::move(out)), ends(std::move(in))).or_end();
    };
    auto read = [&](reader<tracked> in, writer<void> poisons) -> process {
      const tracked x = co_await in.extended([&](const tracked& v) { return look(v, std::move(poisons)); });
      EXPECT_EQ(x.number, 3);
    };
    co_await csp::par(parent(c.writer(), trouble.reader()), read(c.reader(), trouble.writer()));
  };
  csp::run(all());
  EXPECT_EQ(log.text().substr(0, 1), "l");
}

TEST_F(extended_reads, a_choice_that_is_held_is_decided_only_at_the_end) {
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
TEST_F(extended_reads, a_choice_that_is_kept_finds_the_read_again) {
  int got = 0;
  auto choose = [&](writer<int> left, writer<int> right) -> process {
    const int x = 5;
    auto choice = csp::keep(csp::pri_alt(left.from(x), right.from(x)));
    co_await settle();
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

TEST_F(extended_reads, a_choice_that_is_kept_finds_who_waited_behind_the_read) {
  std::atomic<int> sum = 0;
  auto choose = [&](writer<int> out) -> process {
    int x = 5;
    auto choice = csp::keep(csp::pri_alt(out.from(x)));
    co_await settle();
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
TEST_F(extended_reads, a_choice_that_is_given_back_comes_to_its_barrier_at_once) {
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
      co_await settle();
      held.retire();
    };
    auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
    auto read = [&](reader<int> in, reader<void> never) -> process {
      co_await settle();
      co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
    };
    auto all = [&]() -> process {
      channel<int> c;
      const reader<int> open = c.reader();
      channel<void> never;
      auto meet = [&](csp::enrolment here, writer<void> held) -> process {
        co_await settle();
        co_await settle();
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
TEST_F(extended_reads, a_choice_that_is_given_back_stands_in_front_of_those_that_came_later) {
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
    co_await settle();
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

TEST_F(extended_reads, what_is_given_back_stands_in_front_of_a_kept_choice_that_came_later) {
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
      co_await settle();
      co_await in.extended([&](const int& x) { return look(x, std::move(never)); });
    };
    auto later = [&](writer<int> out) -> process {
      int two = 2;
      if (!chooses) co_await settle();  // it is kept when the other is held already
      if (!chooses) co_await settle();
      auto choice = csp::keep(csp::pri_alt(out.from(two)));
      co_await csp::yield();
      co_await choice.select();
    };
    auto read = [&](reader<int> in, writer<void> held) -> process {
      for (int i = 0; i < 4; ++i) co_await settle();
      held.retire();
      co_await settle();
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

TEST_F(extended_reads, a_timeout_that_came_meanwhile_counts_when_the_value_is_given_back) {
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
TEST_F(extended_reads, a_timeout_that_came_before_its_channel_ended_does_not_count_for_the_next_write) {
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

TEST_F(extended_reads, one_write_of_a_par_may_be_held) {
  record log;
  auto write = [&](writer<int> left, writer<int> right) -> process {
    co_await csp::par(left.write(1), right.write(2));
    log += 'w';
  };
  auto read = [&](reader<int> left, reader<int> right) -> process {
    auto look = [&](const int& x) -> process {
      EXPECT_EQ(x, 1);
      EXPECT_EQ(co_await right.read(), 2);
      co_await settle();
      log += 'l';
    };
    co_await left.extended(look);
  };
  auto all = [&]() -> process {
    channel<int> a, b;
    co_await csp::par(read(a.reader(), b.reader()), write(a.writer(), b.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(log.text(), "lw");
}

TEST_F(extended_reads, a_par_that_has_to_end_waits_for_the_one_that_is_held) {
  record log;
  auto write = [&](writer<int> left, writer<int> right) -> process {
    const last_word at_end(log, 'w');
    co_await csp::par(left.write(1), right.write(2));
    log += '!';
  };
  auto read = [&](reader<int> left, reader<int> right) -> process {
    auto look = [&](const int& x) -> process {
      right.poison();
      co_await settle();
      EXPECT_EQ(x, 1);
      log += 'l';
    };
    EXPECT_EQ(co_await left.extended(look), 1);
  };
  auto all = [&]() -> process {
    channel<int> a, b;
    co_await csp::par(read(a.reader(), b.reader()), write(a.writer(), b.writer()));
  };
  csp::run(all());
  EXPECT_EQ(log.text(), "lw");
}

TEST_F(extended_reads, who_only_tries_is_not_held) {
  auto read = [](reader<int> in) -> process { co_await in.extended([](const int&) { ADD_FAILURE(); }); };
  auto attempt = [](writer<int> out) -> process {
    co_await settle();
    EXPECT_EQ(out.try_write(1), status::would_wait);
    EXPECT_EQ(co_await out.send(1).within(0s), status::would_wait);
  };
  auto all = [&]() -> process {
    channel<int> c;
    co_await csp::par(read(c.reader()), attempt(c.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(extended_reads, plain_code_that_comes_later_is_held_too) {
  int got = 0;
  auto all = [&](reader<int> in, writer<void> ready) -> process {
    auto look = [&]() -> process { got = co_await in.extended([](const int&) {}); };
    auto tell = [&]() -> process {
      co_await settle();
      co_await ready.write();
    };
    co_await csp::par(look(), tell());
  };
  channel<int> c;
  channel<void> ready;
  csp::network<void> n(all(c.reader(), ready.writer()));
  EXPECT_TRUE(ready.next().wait());
  EXPECT_EQ(c.send(4).wait(), status::done);
  EXPECT_TRUE(n.wait());
  EXPECT_EQ(got, 4);
}

TEST_F(extended_reads, of_a_buffer_the_oldest_is_held_and_nobody_overtakes_it) {
  channel<tracked, csp::fifo<2>> c;
  std::vector<int> got;
  auto read = [&]() -> process {
    auto look = [&](const tracked& x) -> process {
      EXPECT_EQ(x.number, 1);
      EXPECT_EQ(c.try_read().status(), status::would_wait);
      co_await settle();
    };
    got.push_back((co_await c.extended(look)).number);
    for (int i = 0; i < 3; ++i) got.push_back((co_await c.read()).number);
  };
  auto write = [&]() -> process {
    for (int i = 1; i <= 4; ++i) co_await c.write(tracked(i));
  };
  auto all = [&]() -> process { co_await csp::par(write(), read()); };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{1, 2, 3, 4}));
}

TEST_F(extended_reads, a_buffer_that_has_ended_takes_nothing_though_readers_wait_behind_what_is_held) {
  for (const bool by_reader : {false, true}) {
    channel<tracked, csp::fifo<2>> c;
    channel<void> held;
    reader<tracked> in = c.reader();
    writer<tracked> out = c.writer();
    auto look = [&](const tracked&) -> process {
      co_await held.write();
      co_await settle();
      by_reader ? in.poison() : out.poison();
      EXPECT_EQ(out.try_write(tracked(2)), status::poisoned);
      EXPECT_EQ(co_await out.send(tracked(3)), status::poisoned);
    };
    auto holds = [&]() -> process { EXPECT_EQ((co_await c.extended(look)).number, 1); };
    auto waits = [&]() -> process {
      co_await held.read();
      EXPECT_EQ((co_await c.next()).status(), status::poisoned);
    };
    auto all = [&]() -> process {
      co_await c.write(tracked(1));
      co_await csp::par(holds(), waits());
    };
    EXPECT_TRUE(csp::run(all()));
  }
}

// Readers and writers both come to wait while the oldest is held.
TEST_F(extended_reads, of_a_full_buffer_nobody_overtakes_it_either) {
  for (const bool early : {false, true}) {
    channel<tracked, csp::fifo<2>> c;
    channel<void> held;
    std::vector<int> got;
    auto look = [&](const tracked& x, reader<void> go) -> process {
      EXPECT_EQ(x.number, 1);
      co_await held.write();
      co_await go.next();
      if (early) co_await go.read();
    };
    auto extended = [&](reader<void> go) -> process {
      const tracked x = co_await c.extended([&](const tracked& v) { return look(v, std::move(go)); });
      EXPECT_EQ(x.number, 1);
    };
    auto read = [&]() -> process {
      for (int i = early ? 1 : 2; i <= 5; ++i) got.push_back((co_await c.read()).number);
    };
    auto write = [&]() -> process {
      for (int i = 3; i <= 5; ++i) co_await c.write(tracked(i));
    };
    auto let = [](writer<void> go) -> process {
      co_await settle();
      co_await go.send();
    };
    auto all = [&]() -> process {
      channel<void> go;
      auto others = [&](writer<void> to) -> process {
        co_await held.read();
        co_await csp::par(read(), write(), let(std::move(to)));
      };
      co_await csp::par(extended(go.reader()), others(go.writer()));
    };
    for (int i = 1; i <= 2; ++i) EXPECT_EQ(c.try_write(tracked(i)), status::done);
    EXPECT_TRUE(csp::run(all()));
    EXPECT_EQ(got, early ? (std::vector{1, 2, 3, 4, 5}) : (std::vector{2, 3, 4, 5}));
  }
}

TEST_F(extended_reads, while_others_write_to_the_buffer) {
  channel<int, csp::fifo<4>> c;
  int sum = 0;
  auto look = [&](reader<int> in) -> process {
    for (int i = 0; i < 200; ++i) co_await in.extended([&](const int& x) { sum += x; });
  };
  auto write = [](writer<int> out) -> process {
    for (int i = 0; i < 200; ++i) co_await out.write(1);
  };
  auto all = [&]() -> process { co_await csp::par(look(c.reader()), write(c.writer())); };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(sum, 200);
}

TEST_F(extended_reads, a_buffer_that_drops_skips_the_value_that_is_held) {
  channel<tracked, csp::overwrite_oldest<2>> c;
  std::vector<int> got;
  auto read = [&]() -> process {
    auto look = [&](const tracked& x) -> process {
      for (int i = 2; i <= 5; ++i) EXPECT_EQ(c.try_write(tracked(i)), status::done);
      EXPECT_EQ(x.number, 1);
      co_return;
    };
    got.push_back((co_await c.extended(look)).number);
    while (auto x = c.try_read()) got.push_back(x->number);
  };
  EXPECT_EQ(c.try_write(tracked(1)), status::done);
  EXPECT_TRUE(csp::run(read()));
  EXPECT_EQ(got.front(), 1);
  EXPECT_EQ(got.back(), 5);
  EXPECT_EQ(got.size() + c.dropped(), 5u);
}

// Holds the oldest value while `newer` are written, gives it back, and returns what is there then.
template <class Buffer>
std::vector<int> left_of(int before, int newer) {
  channel<tracked, Buffer> c;
  for (int i = 1; i <= before; ++i) EXPECT_EQ(c.try_write(tracked(i)), status::done);
  auto look = [&](const tracked& x) -> process {
    EXPECT_EQ(x.number, before < Buffer::capacity ? 1 : before - Buffer::capacity + 1);
    for (int i = 1; i <= newer; ++i) EXPECT_EQ(c.try_write(tracked(before + i)), status::done);
    channel<void> closed;
    closed.writer().retire();
    co_await closed.read();
  };
  auto fails = [&]() -> process { co_await c.extended(look); };
  auto all = [&]() -> process { co_await csp::par(fails()); };
  EXPECT_TRUE(csp::run(all()));
  std::vector<int> got;
  while (auto x = c.try_read()) got.push_back(x->number);
  EXPECT_EQ(got.size() + c.dropped(), static_cast<unsigned>(before + newer));
  return got;
}

template <class Buffer>
void keeps_the_last() {
  constexpr int n = Buffer::capacity;
  for (int before = 1; before <= n + 1; ++before)
    for (int newer = 0; newer <= 2 * n + 1; ++newer) {
      std::vector<int> last;
      for (int i = std::max(1, before + newer - n + 1); i <= before + newer; ++i) last.push_back(i);
      EXPECT_EQ(left_of<Buffer>(before, newer), last) << n << " places, " << before << " and " << newer;
    }
}

TEST_F(extended_reads, a_buffer_that_drops_its_oldest_keeps_the_last_values_though_one_is_given_back) {
  keeps_the_last<csp::latest>();
  keeps_the_last<csp::overwrite_oldest<2>>();
  keeps_the_last<csp::overwrite_oldest<3>>();
}

TEST_F(extended_reads, a_value_that_is_left_in_a_buffer_is_the_oldest_again) {
  channel<int, csp::fifo<3>> c;
  std::vector<int> got;
  auto look = [](const int&, reader<void> never) -> process { co_await never.read(); };
  auto fail = [&](reader<void> never) -> process {
    co_await c.extended([&](const int& x) { return look(x, std::move(never)); });
  };
  auto read = [&]() -> process {
    channel<void> closed;
    closed.writer().retire();
    co_await csp::par(fail(closed.reader()));
    for (int i = 0; i < 2; ++i) got.push_back(co_await c.read());
  };
  EXPECT_EQ(c.try_write(1), status::done);
  EXPECT_EQ(c.try_write(2), status::done);
  EXPECT_TRUE(csp::run(read()));
  EXPECT_EQ(got, (std::vector{1, 2}));
}

TEST_F(extended_reads, what_is_held_outlives_the_poison_of_a_buffer_and_the_rest_goes_with_it) {
  for (const bool early : {false, true}) {
    channel<tracked, csp::fifo<3>> c;
    auto look = [&](const tracked& x, reader<void> never) -> process {
      c.poison();
      EXPECT_EQ(x.number, 1);
      if (early) co_await never.read();
    };
    auto read = [&](reader<void> never) -> process {
      const tracked x = co_await c.extended([&](const tracked& v) { return look(v, std::move(never)); });
      EXPECT_EQ(x.number, 1);
    };
    for (int i = 1; i <= 3; ++i) EXPECT_EQ(c.try_write(tracked(i)), status::done);
    channel<void> closed;
    closed.writer().retire();
    csp::run(read(closed.reader()));
    EXPECT_EQ(tracked::alive, 0);
    EXPECT_EQ(c.try_read().status(), status::poisoned);
  }
}

TEST_F(extended_reads, a_value_that_came_by_interrupt_can_be_looked_at) {
  channel<int> c;
  csp::interrupt_writer<int> out(c.writer());
  std::vector<int> got;
  auto read = [&](reader<int> in) -> process {
    for (int i = 1; i <= 100; ++i) {
      auto look = [&](const int& x) -> process {
        EXPECT_EQ(x, i);
        co_await csp::yield();
      };
      got.push_back(co_await in.extended(look));
    }
  };
  int next = 1;
  elsewhere source([&] {
    if (out.try_write(next) == status::would_wait) return elsewhere::turn::later;
    return ++next > 100 ? elsewhere::turn::over : elsewhere::turn::again;
  });
  EXPECT_TRUE(csp::run(read(c.reader())));
  source.join();
  EXPECT_EQ(got.size(), 100u);
}

TEST_F(extended_reads, closed_and_poison_end_one_that_waits) {
  channel<int> c;
  auto read = [](reader<int> in) -> process { co_await in.extended([](const int&) { ADD_FAILURE(); }); };
  auto retire = [](writer<int> out) -> process {
    co_await settle();
    out.retire();
  };
  auto all = [&]() -> process {
    const auto how = co_await csp::par(read(c.reader()), retire(c.writer()));
    EXPECT_EQ(how[0], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
}

// Writers that are held one after the other, and given back in any order.

class what_is_given_back : public law {
 protected:
  using writes = process (*)(channel<int>&, int);

  struct network {
    explicit network(int many) : held(many), release(many), back(many) {}

    channel<int> c;
    std::deque<channel<void>> held, release, back;
  };

  static process holds(network& n, std::size_t i) {
    auto look = [&](const int&) -> process {
      co_await n.held[i].write();
      co_await n.release[i].read();
    };
    co_await n.c.extended(look);
  }
  static process holds_once(network& n, std::size_t i) {
    co_await csp::par(holds(n, i));
    co_await n.back[i].write();
  }
  static process give_back(network& n, std::size_t i) {
    n.release[i].poison();
    co_await n.back[i].read();
  }

  // The values in the order in which they are read, when writers of these kinds are given back in this order.
  static std::vector<int> read_after(const std::vector<writes>& kinds, const std::vector<std::size_t>& order) {
    const std::size_t many = kinds.size();
    std::vector<int> got;
    network n(static_cast<int>(many));
    auto body = [&](csp::spawner& here) -> process {
      for (std::size_t i = 0; i < many; ++i) {
        here.spawn(kinds[i](n.c, static_cast<int>(i)));
        here.spawn(holds_once(n, i));
        co_await n.held[i].read();
      }
      for (std::size_t i : order) co_await give_back(n, i);
      for (std::size_t i = 0; i < many; ++i) got.push_back(co_await n.c.read());
    };
    auto all = [&]() -> process { co_await csp::scope(body); };
    EXPECT_TRUE(csp::run(all()));
    return got;
  }

  static process writes_plainly(channel<int>& c, int i) { co_await c.write(i); }
  static process writes_with_time(channel<int>& c, int i) { EXPECT_EQ(co_await c.send(i).within(10min), status::done); }
  static process chooses(channel<int>& c, int i) { co_await csp::pri_alt(c.from(i), csp::after(10min)); }
  static process selects(channel<int>& c, int i) {
    auto choice = csp::keep(csp::pri_alt(c.from(i)));
    co_await choice.select();
  }
};

TEST_F(what_is_given_back, is_read_in_the_order_in_which_it_came) {
  const std::vector<writes> kinds[] = {{writes_plainly, writes_plainly, writes_plainly},
                                       {chooses, chooses, chooses},
                                       {selects, selects, selects},
                                       {writes_plainly, chooses, writes_with_time},
                                       {chooses, writes_plainly, chooses},
                                       {writes_plainly, selects, chooses},
                                       {selects, writes_plainly, writes_plainly},
                                       {chooses, writes_with_time, selects}};
  for (const auto& each : kinds) {
    std::vector<std::size_t> order{0, 1, 2};
    do {
      SCOPED_TRACE(testing::Message() << &each - kinds << ": " << order[0] << order[1] << order[2]);
      EXPECT_EQ(read_after(each, order), (std::vector{0, 1, 2}));
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

// Found by a random network: those that were there got a new age, and came after one that was still held.
TEST_F(what_is_given_back, keeps_its_place_when_a_choice_is_kept_at_its_channel) {
  std::vector<int> got;
  network n(2);
  auto body = [&](csp::spawner& here) -> process {
    for (std::size_t i : {0u, 1u}) {
      here.spawn(writes_plainly(n.c, static_cast<int>(i)));
      here.spawn(holds_once(n, i));
      co_await n.held[i].read();
    }
    co_await give_back(n, 0);
    const int third = 2;
    auto choice = csp::keep(csp::pri_alt(n.c.from(third)));
    co_await give_back(n, 1);
    for (int i = 0; i < 2; ++i) got.push_back(co_await n.c.read());
  };
  auto all = [&]() -> process { co_await csp::scope(body); };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{0, 1}));
}

TEST_F(what_is_given_back, keeps_its_place_when_it_is_held_again) {
  std::vector<int> got;
  network n(4);
  auto body = [&](csp::spawner& here) -> process {
    for (std::size_t i : {0u, 1u}) {
      here.spawn(writes_plainly(n.c, static_cast<int>(i)));
      here.spawn(holds_once(n, i));
      co_await n.held[i].read();
    }
    co_await give_back(n, 1);
    here.spawn(holds_once(n, 2));  // holds the second again
    co_await n.held[2].read();
    co_await give_back(n, 2);
    co_await give_back(n, 0);
    for (int i = 0; i < 2; ++i) got.push_back(co_await n.c.read());
  };
  auto all = [&]() -> process { co_await csp::scope(body); };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(got, (std::vector{0, 1}));
}

}  // namespace
