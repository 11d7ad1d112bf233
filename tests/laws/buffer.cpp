// Laws of buffers: what fits is taken at once and in order, what is dropped is counted, and what nobody can read is
// destroyed.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class buffers : public law {};

// Writes 1, 2, … n and never waits.
template <class Channel>
std::vector<status> try_all(Channel& c, int n) {
  std::vector<status> answers;
  for (int i = 1; i <= n; ++i) answers.push_back(c.try_write(tracked(i)));
  return answers;
}
template <class Channel>
std::vector<int> drain(Channel& c) {
  std::vector<int> values;
  while (auto x = c.try_read()) values.push_back(x->number);
  return values;
}

constexpr auto done = status::done;

TEST_F(buffers, a_fifo_takes_what_fits_in_order) {
  channel<tracked, csp::fifo<3>> c;
  EXPECT_EQ(try_all(c, 4), (std::vector{done, done, done, status::would_wait}));
  EXPECT_EQ(drain(c), (std::vector{1, 2, 3}));
  EXPECT_EQ(try_all(c, 2), (std::vector{done, done}));
  EXPECT_EQ(drain(c), (std::vector{1, 2}));
  EXPECT_EQ(c.dropped(), 0u);
}

TEST_F(buffers, one_that_overwrites_keeps_the_newest) {
  channel<tracked, csp::overwrite_oldest<3>> c;
  EXPECT_EQ(try_all(c, 5), (std::vector(5, done)));
  EXPECT_EQ(tracked::alive, 3);
  EXPECT_EQ(drain(c), (std::vector{3, 4, 5}));
  EXPECT_EQ(c.dropped(), 2u);
}

TEST_F(buffers, one_that_drops_the_newest_keeps_the_oldest) {
  channel<tracked, csp::drop_newest<3>> c;
  EXPECT_EQ(try_all(c, 5), (std::vector(5, done)));
  EXPECT_EQ(drain(c), (std::vector{1, 2, 3}));
  EXPECT_EQ(c.dropped(), 2u);
}

TEST_F(buffers, the_latest_is_the_last_value_only) {
  channel<tracked, csp::latest> c;
  EXPECT_EQ(try_all(c, 5), (std::vector(5, done)));
  EXPECT_EQ(drain(c), (std::vector{5}));
  EXPECT_EQ(c.dropped(), 4u);
}

template <class Channel>
void everything_arrives_in_order() {
  Channel c;
  std::vector<int> seen;
  auto source = [](writer<tracked> out) -> process {
    for (int i = 0; i < 1000; ++i) co_await out.write(tracked(i));
  };
  auto sink = [&](reader<tracked> in) -> process {
    while (auto x = co_await in.next()) seen.push_back(x->number);
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
  ASSERT_EQ(seen.size(), 1000u);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
}
TEST_F(buffers, writers_of_a_full_fifo_wait_and_nothing_is_lost) {
  everything_arrives_in_order<channel<tracked, csp::fifo<1>>>();
  everything_arrives_in_order<channel<tracked, csp::fifo<7>>>();
}

TEST_F(buffers, what_is_dropped_and_what_arrives_is_all_that_was_written) {
  channel<tracked, csp::overwrite_oldest<2>> c;
  std::uint32_t arrived = 0;
  auto source = [](writer<tracked> out) -> process {
    for (int i = 0; i < 1000; ++i) co_await out.write(tracked(i));
  };
  auto sink = [&](reader<tracked> in) -> process {
    int last = -1;
    while (auto x = co_await in.next()) {
      EXPECT_GT(x->number, last);
      last = x->number;
      ++arrived;
    }
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
  EXPECT_EQ(arrived + c.dropped(), 1000u);
}

TEST_F(buffers, a_value_is_copied_before_it_is_dropped) {
  channel<std::string, csp::latest> c;
  auto write = [&]() -> process {
    std::string text = "some text that needs the heap, certainly";
    for (int i = 0; i < 3; ++i) co_await c.write(text);
    std::string again;
    co_await csp::pri_alt(c.from(text));
    co_await csp::pri_alt(c.into(again));
    EXPECT_EQ(again, text);
    co_await c.write(text);
  };
  EXPECT_TRUE(csp::run(write()));
  EXPECT_EQ(c.dropped(), 3u);
}

// --- termination ----------------------------------------------------------------------------------------------------

TEST_F(buffers, after_the_last_writer_readers_drain_then_see_closed) {
  channel<tracked, csp::fifo<3>> c;
  reader<tracked> in = c.reader();
  {
    writer<tracked> out = c.writer();
    EXPECT_EQ(out.try_write(tracked(1)), done);
    EXPECT_EQ(out.try_write(tracked(2)), done);
  }
  EXPECT_EQ(c.try_write(tracked(3)), status::closed);
  EXPECT_EQ(in.try_read()->number, 1);
  EXPECT_EQ(c.reader().try_read()->number, 2);  // a late reader drains, too
  EXPECT_EQ(in.try_read().status(), status::closed);
}

TEST_F(buffers, after_the_last_reader_what_is_there_is_destroyed) {
  channel<tracked, csp::fifo<3>> c;
  reader<tracked> in = c.reader();
  EXPECT_EQ(try_all(c, 2), (std::vector{done, done}));
  EXPECT_EQ(tracked::alive, 2);
  in.retire();
  EXPECT_EQ(tracked::alive, 0);
  EXPECT_EQ(c.try_write(tracked(3)), status::closed);
}

TEST_F(buffers, a_last_reader_that_is_ended_by_poison_destroys_what_is_there) {
  auto network = [&]() -> process {
    channel<tracked, csp::fifo<3>> c;
    channel<int> poisoned;
    const writer<tracked> out = c.writer();
    poisoned.poison();
    EXPECT_EQ(try_all(c, 2), (std::vector{done, done}));
    auto ends_so = [](reader<tracked>, reader<int> in) -> process { co_await in.read(); };
    auto [how] = co_await csp::par(ends_so(c.reader(), poisoned.reader()));
    EXPECT_EQ(how, status::poisoned);
    EXPECT_EQ(tracked::alive, 0);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(buffers, a_writers_poison_is_seen_after_the_drain) {
  channel<tracked, csp::fifo<3>> c;
  writer<tracked> out = c.writer();
  EXPECT_EQ(try_all(c, 2), (std::vector{done, done}));
  out.poison();
  EXPECT_EQ(out.try_write(tracked(3)), status::poisoned);
  EXPECT_EQ(drain(c), (std::vector{1, 2}));
  EXPECT_EQ(c.try_read().status(), status::poisoned);
}

TEST_F(buffers, a_readers_poison_and_the_channels_destroy_what_is_there) {
  channel<tracked, csp::fifo<3>> c, d;
  reader<tracked> in = c.reader();
  EXPECT_EQ(try_all(c, 2), (std::vector{done, done}));
  EXPECT_EQ(try_all(d, 2), (std::vector{done, done}));
  in.poison();
  EXPECT_EQ(tracked::alive, 2);
  EXPECT_EQ(in.try_read().status(), status::poisoned);
  d.poison();
  EXPECT_EQ(tracked::alive, 0);
  EXPECT_EQ(d.try_read().status(), status::poisoned);
}

TEST_F(buffers, poison_of_a_reader_ends_a_writer_that_waits_and_its_value_stays) {
  channel<tracked, csp::fifo<1>> c;
  status how = done;
  tracked value(2);
  channel<void> full;
  auto source = [&](writer<tracked> out, writer<void> tell) -> process {
    co_await out.write(tracked(1));
    co_await tell.write();
    how = co_await out.send(std::move(value));
  };
  auto sink = [](reader<tracked> in, reader<void> told) -> process {
    co_await told.read();
    for (int i = 0; i < 20; ++i) co_await csp::yield();
    in.poison();
  };
  auto both = [&]() -> process {
    co_await csp::par(source(c.writer(), full.writer()), sink(c.reader(), full.reader()));
  };
  EXPECT_TRUE(csp::run(both()));
  EXPECT_EQ(how, status::poisoned);
  EXPECT_EQ(value.number, 2);
}

// A dropped value may hold the end of a channel: it is destroyed without the lock.
TEST_F(buffers, ends_that_are_dropped_or_destroyed_retire) {
  for (const bool drop : {true, false}) {
    channel<int> reply;
    reader<int> in = reply.reader();
    channel<writer<int>, csp::latest> requests;
    reader<writer<int>> server = requests.reader();
    EXPECT_EQ(requests.try_write(reply.writer()), done);
    EXPECT_EQ(in.try_read().status(), status::would_wait);
    if (drop) {
      channel<int> other;
      EXPECT_EQ(requests.try_write(other.writer()), done);
      EXPECT_EQ(in.try_read().status(), status::closed);
      static_cast<void>(server.try_read());
    } else {
      server.retire();
      EXPECT_EQ(in.try_read().status(), status::closed);
    }
  }
}

// --- choice
// -----------------------------------------------------------------------------------------------------------

TEST_F(buffers, guards_are_ready_while_there_are_values_or_room) {
  for (const bool keep : {false, true}) {
    channel<int, csp::fifo<2>> c;
    std::string order;
    auto both = [&]() -> process {
      int x = 0, n = 0;
      auto choice = csp::keep(csp::pri_alt(c.from(n), c.into(x)));
      for (int i = 0; i < 6; ++i) {
        n = i;
        if (keep) {
          order += co_await choice.select() == 0 ? 'w' : static_cast<char>('0' + x);
        } else {
          order += co_await csp::pri_alt(c.from(n), c.into(x)) == 0 ? 'w' : static_cast<char>('0' + x);
        }
      }
    };
    EXPECT_TRUE(csp::run(both()));
    EXPECT_EQ(order, "ww0w1w");
    while (c.try_read()) {
    }
  }
}

TEST_F(buffers, a_kept_choice_drains_and_then_ends) {
  channel<tracked, csp::fifo<4>> c;
  int got = 0;
  status how = done;
  auto source = [](writer<tracked> out) -> process {
    for (int i = 0; i < 10; ++i) co_await out.write(tracked(i));
  };
  auto sink = [&](reader<tracked> in) -> process {
    tracked x(0);
    auto choice = csp::keep(csp::fair_alt(in.into(x)));
    for (;;) co_await choice.select(), ++got;
  };
  auto both = [&]() -> process { how = (co_await csp::par(sink(c.reader()), source(c.writer())))[0].status(); };
  EXPECT_TRUE(csp::run(both()));
  EXPECT_EQ(got, 10);
  EXPECT_EQ(how, status::closed);
}

TEST_F(buffers, a_choice_that_waits_to_write_is_admitted_when_there_is_room) {
  for (const bool keep : {false, true}) {
    channel<int, csp::fifo<1>> c;
    std::vector<int> seen;
    auto source = [&](writer<int> out) -> process {
      int n = 0;
      auto choice = csp::keep(csp::pri_alt(out.from(n), csp::after(1000s)));
      for (; n < 20; ++n) {
        if (keep) {
          EXPECT_EQ(co_await choice.select(), 0u);
        } else {
          EXPECT_EQ(co_await csp::pri_alt(out.from(n), csp::after(1000s)), 0u);
        }
      }
    };
    auto sink = [&](reader<int> in) -> process {
      while (auto x = co_await in.next()) seen.push_back(*x);
    };
    auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
    EXPECT_TRUE(csp::run(both()));
    ASSERT_EQ(seen.size(), 20u);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
  }
}

TEST_F(buffers, signals_are_counted) {
  channel<void, csp::fifo<2>> c;
  EXPECT_EQ(c.try_write(), done);
  EXPECT_EQ(c.try_write(), done);
  EXPECT_EQ(c.try_write(), status::would_wait);
  EXPECT_TRUE(c.try_read());
  EXPECT_TRUE(c.try_read());
  EXPECT_EQ(c.try_read().status(), status::would_wait);
}

}  // namespace
