// Laws of par of bare operations: each commits alone, none needs a process.
#include <csp/csp.hpp>
#include <memory>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer, csp::status;

namespace {

class operations : public law {};

process write_one(writer<int> out, int x) { co_await out.write(x); }
process read_one(reader<int> in, int expected) { EXPECT_EQ(co_await in.read(), expected); }

TEST_F(operations, complete_in_whatever_order_their_partners_come) {
  channel<int> a, b;
  auto both = [&](writer<int> left, writer<int> right) -> process { co_await csp::par(left.write(1), right.write(2)); };
  auto late_first = [&](reader<int> left, reader<int> right) -> process {
    EXPECT_EQ(co_await right.read(), 2);
    EXPECT_EQ(co_await left.read(), 1);
  };
  auto network = [&]() -> process {
    co_await csp::par(both(a.writer(), b.writer()), late_first(a.reader(), b.reader()));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(operations, answer_a_tuple) {
  channel<int> a, b, closed;
  auto mixed = [&](reader<int> in, writer<int> out) -> process {
    auto [x, nothing, s, r] = co_await csp::par(in.read(), out.write(5), closed.send(1), closed.next());
    EXPECT_EQ(x, 7);
    EXPECT_EQ(s, status::closed);
    EXPECT_EQ(r, status::closed);
    (void)nothing;
  };
  auto network = [&]() -> process {
    { auto gone = closed.writer(); }
    co_await csp::par(mixed(a.reader(), b.writer()), write_one(a.writer(), 7), read_one(b.reader(), 5));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(operations, answer_a_tuple_of_one_tuple_as_it_is) {
  channel<std::tuple<int, int>> c;
  auto source = [](writer<std::tuple<int, int>> out) -> process { co_await out.write({1, 2}); };
  auto sink = [](reader<std::tuple<int, int>> in) -> process {
    auto [pair] = co_await csp::par(in.read());
    EXPECT_EQ(pair, (std::tuple{1, 2}));
  };
  auto network = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(operations, of_one_par_may_meet_each_other) {
  channel<std::unique_ptr<int>> c;
  auto network = [&]() -> process {
    auto [sent, got] = co_await csp::par(c.write(std::make_unique<int>(3)), c.read());
    EXPECT_EQ(*got, 3);
    auto [again, unit] = co_await csp::par(c.read(), c.write(std::make_unique<int>(4)));
    EXPECT_EQ(*again, 4);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(operations, a_plain_one_that_meets_the_end_takes_back_the_others) {
  for (bool by_poison : {false, true}) {
    channel<tracked> kept, ending;
    auto pair = [&](writer<tracked> left, writer<tracked> right) -> process {
      tracked a(1), b(2);
      co_await csp::par(left.write(std::move(a)), right.write(std::move(b)));
      ADD_FAILURE() << "a process goes on after its end";
    };
    auto ends = [&](reader<tracked> in) -> process {
      co_await csp::yield();
      if (by_poison) in.poison();
    };
    auto network = [&]() -> process {
      auto [a, b] = co_await csp::par(pair(kept.writer(), ending.writer()), ends(ending.reader()));
      EXPECT_EQ(a, by_poison ? status::poisoned : status::closed);
      EXPECT_EQ(kept.try_read(), by_poison ? status::poisoned : status::closed);
    };
    EXPECT_TRUE(csp::run(network()));
  }
}

TEST_F(operations, next_and_send_record_their_status_and_the_others_go_on) {
  channel<int> poisoned, alive;
  auto network = [&]() -> process {
    auto patient = [&](reader<int> in) -> process {
      auto [a, b] = co_await csp::par(poisoned.next(), in.next());
      EXPECT_EQ(a, status::poisoned);
      EXPECT_EQ(*b, 6);
    };
    auto brings = [&](writer<int> out) -> process {
      co_await csp::yield();
      poisoned.poison();
      co_await csp::yield();
      co_await out.write(6);
    };
    co_await csp::par(patient(alive.reader()), brings(alive.writer()));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(operations, a_value_that_was_read_before_the_process_is_ended_is_destroyed) {
  channel<tracked> first, second;
  auto pair = [&](reader<tracked> left, reader<tracked> right) -> process {
    co_await csp::par(left.read(), right.read());
  };
  auto gives = [&](writer<tracked> left, writer<tracked> right) -> process {
    co_await left.write(tracked(1));
    right.poison();
  };
  auto network = [&]() -> process {
    co_await csp::par(pair(first.reader(), second.reader()), gives(first.writer(), second.writer()));
  };
  EXPECT_TRUE(csp::run(network()));
}

}  // namespace
