// Laws of the extended rendezvous at buffers: the oldest value is held.

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class extended_reads_of_buffers : public law {};

TEST_F(extended_reads_of_buffers, of_a_buffer_the_oldest_is_held_and_nobody_overtakes_it) {
  channel<tracked, csp::fifo<2>> c;
  std::vector<int> got;
  auto read = [&]() -> process {
    auto look = [&](const tracked& x) -> process {
      EXPECT_EQ(x.number, 1);
      EXPECT_EQ(c.try_read().status(), status::would_wait);
      co_await let_others_run(50);
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

TEST_F(extended_reads_of_buffers, a_buffer_that_has_ended_takes_nothing_though_readers_wait_behind_what_is_held) {
  for (const bool by_reader : {false, true}) {
    channel<tracked, csp::fifo<2>> c;
    channel<void> held;
    reader<tracked> in = c.reader();
    writer<tracked> out = c.writer();
    auto look = [&](const tracked&) -> process {
      co_await held.write();
      co_await let_others_run(50);
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
TEST_F(extended_reads_of_buffers, of_a_full_buffer_nobody_overtakes_it_either) {
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
      co_await let_others_run(50);
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

TEST_F(extended_reads_of_buffers, while_others_write_to_the_buffer) {
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

TEST_F(extended_reads_of_buffers, a_buffer_that_drops_skips_the_value_that_is_held) {
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

TEST_F(extended_reads_of_buffers, a_buffer_that_drops_its_oldest_keeps_the_last_values_though_one_is_given_back) {
  keeps_the_last<csp::latest>();
  keeps_the_last<csp::overwrite_oldest<2>>();
  keeps_the_last<csp::overwrite_oldest<3>>();
}

TEST_F(extended_reads_of_buffers, a_value_that_is_left_in_a_buffer_is_the_oldest_again) {
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

TEST_F(extended_reads_of_buffers, what_is_held_outlives_the_poison_of_a_buffer_and_the_rest_goes_with_it) {
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

}  // namespace
