// Laws of termination: retire, poison, and what each does to those that wait.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer, csp::status;

namespace {

class retiring : public law {};
class poisoning : public law {};

process idle(int turns) {
  for (int i = 0; i < turns; ++i) co_await csp::yield();
}
template <class End>
process drop(End) {
  co_await idle(3);
}
template <class End>
process poison(End end) {
  co_await idle(3);
  end.poison();
}
process read_all(reader<int> in, std::vector<int>& seen) {
  for (;;) seen.push_back(co_await in.read());
}
process write_range(writer<int> out, int from, int to) {
  for (int i = from; i < to; ++i) co_await out.write(i);
}

TEST_F(retiring, the_last_writer_closes_the_channel_for_readers) {
  channel<int> c;
  auto network = [&]() -> process {
    std::vector<int> seen;
    auto [a, b] = co_await csp::par(write_range(c.writer(), 0, 3), read_all(c.reader(), seen));
    EXPECT_EQ(a, status::done);
    EXPECT_EQ(b, status::closed);
    EXPECT_EQ(seen, (std::vector{0, 1, 2}));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, the_last_reader_closes_the_channel_for_writers) {
  channel<int> c;
  auto network = [&]() -> process {
    auto [a, b] = co_await csp::par(write_range(c.writer(), 0, 3), drop(c.reader()));
    EXPECT_EQ(a, status::closed);
    EXPECT_EQ(b, status::done);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, a_producer_that_ends_early_does_not_stop_the_others) {
  channel<int> c;
  auto network = [&]() -> process {
    std::vector<int> seen;
    co_await csp::par(write_range(c.writer(), 0, 1), write_range(c.writer(), 10, 110), read_all(c.reader(), seen));
    EXPECT_EQ(seen.size(), 101u);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, a_reader_that_ends_early_does_not_stop_the_others) {
  channel<int> c;
  auto network = [&]() -> process {
    std::vector<int> seen;
    auto [a, b, d] = co_await csp::par(write_range(c.writer(), 0, 100), drop(c.reader()), read_all(c.reader(), seen));
    EXPECT_EQ(a, status::done);
    EXPECT_EQ(seen.size(), 100u);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, a_copy_shares_the_end_and_a_move_does_not) {
  channel<int> c;
  reader<int> in = c.reader();
  writer<int> out = c.writer();
  {
    writer<int> copy = out;
    writer<int> moved = std::move(copy);
    EXPECT_FALSE(copy);
    EXPECT_TRUE(moved);
    out.retire();
    EXPECT_FALSE(out);
    EXPECT_EQ(in.try_read(), status::would_wait);
    moved = c.writer();
    EXPECT_EQ(in.try_read(), status::would_wait);
  }
  EXPECT_EQ(in.try_read(), status::closed);
}

TEST_F(retiring, an_end_taken_late_is_closed) {
  channel<int> c;
  { writer<int> first = c.writer(); }
  writer<int> late = c.writer();
  reader<int> in = c.reader();
  EXPECT_EQ(late.try_write(1), status::closed);
  EXPECT_EQ(in.try_read(), status::closed);
  auto network = [&]() -> process {
    EXPECT_EQ(co_await late.send(1), status::closed);
    EXPECT_EQ((co_await in.next()), status::closed);
    auto [a, b] = co_await csp::par(write_range(c.writer(), 0, 1), drop(c.reader()));
    EXPECT_EQ(a, status::closed);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, uses_by_the_owner_are_not_counted) {
  channel<int> c;
  auto network = [&]() -> process {
    co_await csp::par(write_range(c.writer(), 0, 1), [](channel<int>& mine) -> process {
      EXPECT_EQ(co_await mine.read(), 0);
      EXPECT_EQ((co_await mine.next()), status::closed);
      EXPECT_EQ(co_await mine.send(1), status::closed);
    }(c));
  };
  EXPECT_EQ(c.try_read(), status::would_wait);
  EXPECT_EQ(c.try_write(1), status::would_wait);
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, a_value_that_was_not_written_is_still_with_its_writer) {
  channel<tracked> c;
  auto network = [&]() -> process {
    auto source = [](writer<tracked> out) -> process {
      tracked mine(8);
      EXPECT_EQ(co_await out.send(std::move(mine)), status::closed);
      EXPECT_EQ(mine.number, 8);
    };
    co_await csp::par(source(c.writer()), drop(c.reader()));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(retiring, is_not_undone_by_the_process_that_waits_in_next) {
  channel<int> c;
  auto network = [&]() -> process {
    auto patient = [](reader<int> in) -> process {
      EXPECT_EQ((co_await in.next()), status::closed);
      EXPECT_EQ((co_await in.next()), status::closed);
    };
    auto [a, b] = co_await csp::par(patient(c.reader()), drop(c.writer()));
    EXPECT_EQ(a, status::done);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(poisoning, ends_both_sides_whoever_does_it) {
  for (int who = 0; who < 3; ++who) {
    channel<int> used, held;
    auto network = [&]() -> process {
      auto reads = [](reader<int> in) -> process { co_await in.read(); };
      auto poisons = [&](reader<int> in, writer<int> out) -> process {
        co_await idle(3);
        if (who == 0) in.poison();
        if (who == 1) out.poison();
        if (who == 2) used.poison();
        co_await idle(3);
      };
      auto outcomes =
          co_await csp::par(reads(used.reader()), reads(used.reader()), poisons(used.reader(), used.writer()));
      EXPECT_EQ(outcomes[0], status::poisoned);
      EXPECT_EQ(outcomes[1], status::poisoned);
      EXPECT_EQ(outcomes[2], status::done);
    };
    EXPECT_TRUE(csp::run(network()));
  }
}

TEST_F(poisoning, ends_writers_that_wait) {
  channel<int> c;
  auto network = [&]() -> process {
    auto outcomes = co_await csp::par(write_range(c.writer(), 0, 1), write_range(c.writer(), 0, 1), poison(c.reader()));
    EXPECT_EQ(outcomes[0], status::poisoned);
    EXPECT_EQ(outcomes[1], status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(poisoning, propagates_through_the_network) {
  channel<int> a, b, c, d;
  auto relay = [](reader<int> in, writer<int> out) -> process {
    for (;;) co_await out.write(co_await in.read());
  };
  auto network = [&]() -> process {
    auto outcomes = co_await csp::par(relay(a.reader(), b.writer()), relay(b.reader(), c.writer()),
                                      relay(c.reader(), d.writer()), relay(d.reader(), a.writer()), poison(c.writer()));
    for (int i = 0; i < 4; ++i) EXPECT_EQ(outcomes[static_cast<std::size_t>(i)], status::poisoned);
    EXPECT_EQ(a.try_read(), status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(poisoning, overrides_closed_and_not_the_reverse) {
  channel<int> c;
  reader<int> in = c.reader();
  writer<int> out = c.writer();
  writer<int> other = out;
  out.retire();
  other.poison();
  EXPECT_EQ(in.try_read(), status::poisoned);
  other.retire();
  EXPECT_EQ(in.try_read(), status::poisoned);

  channel<int> closed_first;
  reader<int> end = closed_first.reader();
  { writer<int> gone = closed_first.writer(); }
  EXPECT_EQ(end.try_read(), status::closed);
  end.poison();
  EXPECT_EQ(end.try_read(), status::poisoned);
}

TEST_F(poisoning, every_value_whose_write_completed_is_read) {
  for (bool by_poison : {false, true}) {
    channel<int> c;
    int written = 0;
    std::vector<int> seen;
    auto network = [&]() -> process {
      auto source = [&](writer<int> out) -> process {
        for (int i = 0; i < 50; ++i) {
          co_await out.write(i);
          ++written;
        }
        if (by_poison) out.poison();
      };
      auto [a, b] = co_await csp::par(source(c.writer()), read_all(c.reader(), seen));
      EXPECT_EQ(b, by_poison ? status::poisoned : status::closed);
    };
    EXPECT_TRUE(csp::run(network()));
    EXPECT_EQ(static_cast<int>(seen.size()), written);
    EXPECT_EQ(written, 50);
  }
}

TEST_F(poisoning, next_and_send_answer_it_and_go_on) {
  channel<int> c;
  auto network = [&]() -> process {
    auto reads = [](reader<int> in) -> process {
      EXPECT_EQ((co_await in.next()), status::poisoned);
      EXPECT_EQ((co_await in.next()), status::poisoned);
    };
    auto writes = [](writer<int> out) -> process {
      auto answer = co_await out.send(1);
      while (answer == status::done) answer = co_await out.send(1);
      EXPECT_EQ(answer, status::poisoned);
    };
    auto a = co_await csp::par(reads(c.reader()), poison(c.writer()));
    EXPECT_EQ(a[0], status::done);
    channel<int> d;
    auto b = co_await csp::par(writes(d.writer()), poison(d.reader()));
    EXPECT_EQ(b[0], status::done);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(poisoning, a_process_ended_by_closed_retires_its_own_ends_and_one_ended_by_poison_poisons_them) {
  for (bool by_poison : {false, true}) {
    channel<int> first, second;
    auto network = [&]() -> process {
      auto relay = [](reader<int> in, writer<int> out) -> process {
        for (;;) co_await out.write(co_await in.read());
      };
      auto starts = [&](writer<int> out) -> process {
        co_await out.write(1);
        if (by_poison) out.poison();
      };
      auto last = [&](reader<int> in) -> process {
        EXPECT_EQ(*co_await in.next(), 1);
        EXPECT_EQ((co_await in.next()), by_poison ? status::poisoned : status::closed);
      };
      co_await csp::par(relay(first.reader(), second.writer()), starts(first.writer()), last(second.reader()));
    };
    EXPECT_TRUE(csp::run(network()));
  }
}

// Every kind of wait, met by every kind of end.

struct meeting {
  channel<int> used, never;
  channel<void> begun;
  record log;  // 'x': the process went on after its wait; 'd': its locals died
  status told = status::would_wait;
};

using waiter = process (*)(meeting&, reader<int>, writer<int>);

process waits_in_read(meeting& m, reader<int> in, writer<int>) {
  const last_word dies(m.log, 'd');
  co_await m.begun.write();
  co_await in.read();
  m.log += 'x';
}
process waits_in_write(meeting& m, reader<int>, writer<int> out) {
  const last_word dies(m.log, 'd');
  co_await m.begun.write();
  co_await out.write(1);
  m.log += 'x';
}
process waits_in_next(meeting& m, reader<int> in, writer<int>) {
  const last_word dies(m.log, 'd');
  co_await m.begun.write();
  m.told = (co_await in.next()).status();
  m.log += 'x';
}
process waits_in_send(meeting& m, reader<int>, writer<int> out) {
  const last_word dies(m.log, 'd');
  co_await m.begun.write();
  m.told = co_await out.send(1);
  m.log += 'x';
}
process waits_in_two_reads(meeting& m, reader<int> in, writer<int>) {
  const last_word dies(m.log, 'd');
  co_await m.begun.write();
  co_await csp::par(m.never.read(), in.read());
  m.log += 'x';
}
process waits_in_two_writes(meeting& m, reader<int>, writer<int> out) {
  const last_word dies(m.log, 'd');
  co_await m.begun.write();
  co_await csp::par(out.write(1), m.never.write(1));
  m.log += 'x';
}
process waits_in_a_call(meeting& m, reader<int> in, writer<int> out) {
  const last_word dies(m.log, 'd');
  co_await waits_in_read(m, std::move(in), std::move(out));
  m.log += 'x';
}
process waits_for_children(meeting& m, reader<int>, writer<int> out) {
  const last_word dies(m.log, 'd');
  co_await csp::par(waits_in_write(m, {}, std::move(out)), idle(1)).or_end();
  m.log += 'x';
}

enum class how { retires, poison_by_end, poison_of_channel, from_outside };

// Runs one process in its wait, ends the wait, and returns the process's outcome.
status meets(waiter wait, bool reads, how way, meeting& m) {
  auto holder = [&]() -> csp::process_of<int> {
    reader<int> its_in;
    writer<int> its_out;
    if (reads) its_in = m.used.reader();
    if (!reads) its_out = m.used.writer();
    auto [ended] = co_await csp::par(wait(m, std::move(its_in), std::move(its_out)));
    co_return static_cast<int>(ended.status());
  };
  reader<int> in;
  writer<int> out;
  if (reads) out = m.used.writer();
  if (!reads) in = m.used.reader();
  csp::network<int> network(holder());
  EXPECT_TRUE(m.begun.next().wait());
  if (way == how::from_outside) return status::would_wait;  // the network is destroyed here
  if (way == how::retires) reads ? out.retire() : in.retire();
  if (way == how::poison_by_end) reads ? out.poison() : in.poison();
  if (way == how::poison_of_channel) m.used.poison();
  return static_cast<status>(*network.wait());
}

struct waiting_case {
  waiter wait;
  bool reads;
  bool is_told;
  int frames;
};

TEST_F(law, every_wait_is_ended_by_every_kind_of_end) {
  const waiting_case cases[] = {{waits_in_read, true, false, 1},      {waits_in_write, false, false, 1},
                                {waits_in_next, true, true, 1},       {waits_in_send, false, true, 1},
                                {waits_in_two_reads, true, false, 1}, {waits_in_two_writes, false, false, 1},
                                {waits_in_a_call, true, false, 2},    {waits_for_children, false, false, 2}};
  for (const waiting_case& c : cases) {
    for (how way : {how::retires, how::poison_by_end, how::poison_of_channel, how::from_outside}) {
      SCOPED_TRACE(testing::Message() << "case " << &c - cases << ", end " << static_cast<int>(way));
      meeting m;
      const status ended = meets(c.wait, c.reads, way, m);
      const std::string locals(static_cast<std::size_t>(c.frames), 'd');
      const status expected = way == how::retires ? status::closed : status::poisoned;
      if (way == how::from_outside) {
        EXPECT_EQ(m.log.text(), locals);
        EXPECT_EQ(m.told, status::would_wait);
      } else if (c.is_told) {
        EXPECT_EQ(m.log.text(), "xd");
        EXPECT_EQ(m.told, expected);
        EXPECT_EQ(ended, status::done);
      } else {
        EXPECT_EQ(m.log.text(), locals);
        EXPECT_EQ(ended, expected);
      }
    }
  }
}

// A Delta2 that spawns its writers.

process write_once(writer<int> out, int x) { co_await out.write(x); }
process spawned_delta(reader<int> in, writer<int> left, writer<int> right) {
  for (;;) {
    const int x = co_await in.read();
    co_await csp::par(write_once(left, x), write_once(right, x)).or_end();
  }
}

TEST_F(retiring, a_spawned_parallel_delta_stops_with_its_network) {
  channel<int> a, b, c;
  auto network = [&]() -> process {
    std::vector<int> seen;
    auto few = [](reader<int> in) -> process {
      for (int i = 0; i < 10; ++i) co_await in.read();
    };
    auto ends =
        co_await csp::par(write_range(a.writer(), 0, 1000000), spawned_delta(a.reader(), b.writer(), c.writer()),
                          few(b.reader()), read_all(c.reader(), seen));
    EXPECT_EQ(ends[0], status::closed);
    EXPECT_EQ(ends[1], status::closed);
    EXPECT_EQ(ends[2], status::done);
    EXPECT_EQ(ends[3], status::closed);
    EXPECT_GE(seen.size(), 10u);
  };
  EXPECT_TRUE(csp::run(network()));
}

}  // namespace
