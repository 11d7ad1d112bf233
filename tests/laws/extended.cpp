// Laws of the extended rendezvous.
#include "elsewhere.hpp"
#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class extended_reads : public law {};

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
    co_await let_others_run(50);
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
    co_await let_others_run(50);
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
    co_await let_others_run(50);
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
    co_await let_others_run(50);
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
    co_await let_others_run(50);
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
      co_await let_others_run(50);
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
      co_await let_others_run(50);
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
    co_await let_others_run(50);
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
      co_await let_others_run(50);
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
    co_await let_others_run(50);
    out.retire();
  };
  auto all = [&]() -> process {
    const auto how = co_await csp::par(read(c.reader()), retire(c.writer()));
    EXPECT_EQ(how[0], status::closed);
  };
  EXPECT_TRUE(csp::run(all()));
}

}  // namespace
