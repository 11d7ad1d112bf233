// Laws of a channel between processes that live: rendezvous, order, no loss and no duplication.
#include <csp/csp.hpp>
#include <memory>
#include <numeric>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::writer, csp::status;

namespace {

class channels : public law {};

TEST_F(channels, a_write_completes_only_when_a_read_meets_it) {
  channel<int> c;
  bool reading = false;
  bool met = false;
  auto source = [&](writer<int> out) -> process {
    co_await out.write(1);
    met = reading;
  };
  auto sink = [&](reader<int> in) -> process {
    for (int i = 0; i < 3; ++i) co_await csp::yield();
    reading = true;
    EXPECT_EQ(co_await in.read(), 1);
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
  EXPECT_TRUE(met);
}

TEST_F(channels, values_of_one_writer_arrive_in_their_order) {
  channel<int> c;
  std::vector<int> seen;
  auto source = [](writer<int> out) -> process {
    for (int i = 0; i < 1000; ++i) co_await out.write(i);
  };
  auto sink = [&](reader<int> in) -> process {
    while (auto x = co_await in.next()) seen.push_back(*x);
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
  std::vector<int> sent(1000);
  std::iota(sent.begin(), sent.end(), 0);
  EXPECT_EQ(seen, sent);
}

#ifndef CSP_TEST_MESSAGES
#define CSP_TEST_MESSAGES 1'000'000
#endif
constexpr int messages = CSP_TEST_MESSAGES;
constexpr int parties = 8;

process send_share(int first, writer<int> out) {
  for (int i = first; i < messages; i += parties) co_await out.write(i);
}
// Entries of `seen` are touched by one reader each unless a value comes twice.
process collect(std::vector<unsigned char>& seen, reader<int> in) {
  int last[parties];
  std::fill(std::begin(last), std::end(last), -1);
  bool in_order = true;
  while (auto x = co_await in.next()) {
    ++seen[static_cast<std::size_t>(*x)];
    in_order = in_order && last[*x % parties] < *x;
    last[*x % parties] = *x;
  }
  EXPECT_TRUE(in_order);
}
process many_to_many(std::vector<unsigned char>& seen) {
  channel<int> c;
  std::vector<process> all;
  for (int i = 0; i < parties; ++i) {
    all.push_back(send_share(i, c.writer()));
    all.push_back(collect(seen, c.reader()));
  }
  co_await csp::par(std::move(all));
}

TEST_F(channels, many_readers_and_writers_lose_and_double_nothing) {
  std::vector<unsigned char> seen(messages, 0);
  EXPECT_TRUE(csp::run(many_to_many(seen)));
  EXPECT_EQ(std::count(seen.begin(), seen.end(), 1), messages);
}

TEST_F(channels, signals_carry_no_value) {
  channel<void> c;
  int count = 0;
  auto source = [](writer<void> out) -> process {
    co_await out.write();
    EXPECT_EQ(co_await out.send(), status::done);
  };
  auto sink = [&](reader<void> in) -> process {
    co_await in.read();
    ++count;
    while (co_await in.next()) ++count;
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
  EXPECT_EQ(count, 2);
}

TEST_F(channels, the_owner_reads_and_writes_without_an_end) {
  channel<int> up, down;
  auto twice = [](reader<int> in, writer<int> out) -> process { co_await out.write(2 * co_await in.read()); };
  auto ask = [&]() -> process {
    co_await up.write(21);
    EXPECT_EQ(co_await down.read(), 42);
  };
  auto both = [&]() -> process { co_await csp::par(ask(), twice(up.reader(), down.writer())); };
  EXPECT_TRUE(csp::run(both()));
}

// Sends `value` through a channel and hands what arrives to `check`.
template <class T, class Check>
void travels(T value, Check check) {
  channel<T> c;
  auto source = [&](writer<T> out) -> process { co_await out.write(std::move(value)); };
  auto sink = [&](reader<T> in) -> process {
    T arrived = co_await in.read();
    check(arrived);
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
}

TEST_F(channels, carry_move_only_values) {
  travels(std::make_unique<int>(7), [](auto& p) { EXPECT_EQ(*p, 7); });
}

TEST_F(channels, carry_values_without_a_default) {
  travels(tracked(3), [](tracked& t) { EXPECT_EQ(t.number, 3); });
}

TEST_F(channels, carry_empty_values) {
  struct empty {};
  travels(empty{}, [](empty&) {});
}

TEST_F(channels, carry_4_KiB) {
  struct page {
    unsigned char bytes[4096];
  };
  page sent;
  for (std::size_t i = 0; i < sizeof sent.bytes; ++i) sent.bytes[i] = static_cast<unsigned char>(i * 7);
  travels(sent, [&](page& p) { EXPECT_TRUE(std::equal(std::begin(p.bytes), std::end(p.bytes), sent.bytes)); });
}

TEST_F(channels, carry_ends_of_channels) {
  channel<writer<int>> requests;
  channel<int> reply;
  auto server = [](reader<writer<int>> in) -> process {
    writer<int> answer = co_await in.read();
    co_await answer.write(42);
  };
  auto client = [&](writer<writer<int>> out) -> process {
    co_await out.write(reply.writer());
    EXPECT_EQ(co_await reply.read(), 42);
  };
  auto both = [&]() -> process { co_await csp::par(server(requests.reader()), client(requests.writer())); };
  EXPECT_TRUE(csp::run(both()));
}

struct nested_message {
  nested_message() = default;
  explicit nested_message(writer<nested_message> to) : reply(std::move(to)) {}

  writer<nested_message> reply;
};

TEST_F(channels, a_message_may_hold_an_end_of_a_channel_of_such_messages) {
  channel<nested_message> up, down;
  auto server = [](reader<nested_message> in) -> process {
    nested_message request = co_await in.read();
    nested_message answer;
    co_await request.reply.write(std::move(answer));
  };
  auto client = [&](writer<nested_message> out) -> process {
    nested_message request(down.writer());
    co_await out.write(std::move(request));
    nested_message answer = co_await down.read();
    EXPECT_FALSE(answer.reply);
  };
  auto both = [&]() -> process { co_await csp::par(server(up.reader()), client(up.writer())); };
  EXPECT_TRUE(csp::run(both()));
}

// A client whose reply channel dies as soon as it is closed, while the server still gives up its end.
TEST_F(channels, may_be_destroyed_as_soon_as_their_last_end_is_gone) {
  channel<writer<int>> requests;
  auto server = [](reader<writer<int>> in) -> process {
    while (auto request = co_await in.next()) {
      writer<int> answer = std::move(*request);
      (void)co_await answer.send(1);
    }
  };
  auto client = [](writer<writer<int>> out) -> process {
    for (int i = 0; i < 2000; ++i) {
      channel<int> mine;
      (void)co_await out.send(mine.writer());
      while (co_await mine.next()) {
      }
    }
  };
  auto all = [&]() -> process {
    co_await csp::par(server(requests.reader()), client(requests.writer()), client(requests.writer()));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(channels, an_lvalue_is_copied_and_kept) {
  channel<std::string> c;
  auto source = [](writer<std::string> out) -> process {
    const std::string kept = "a text that is too long for the small string optimisation";
    co_await out.write(kept);
    EXPECT_EQ(co_await out.send(kept), status::done);
    EXPECT_EQ(kept.size(), 57u);
  };
  auto sink = [](reader<std::string> in) -> process {
    const std::string first = co_await in.read();
    EXPECT_EQ(co_await in.read(), first);
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
}

TEST_F(channels, try_read_and_try_write_never_wait) {
  channel<tracked> c;
  reader<tracked> in = c.reader();
  writer<tracked> out = c.writer();
  tracked value(5);
  EXPECT_EQ(in.try_read(), status::would_wait);
  EXPECT_EQ(out.try_write(std::move(value)), status::would_wait);
  EXPECT_EQ(value.number, 5);
  out.retire();
  EXPECT_EQ(in.try_read(), status::closed);
  in.poison();
  EXPECT_EQ(in.try_read(), status::poisoned);
}

TEST_F(channels, try_read_meets_a_writer_that_waits) {
  channel<int> c;
  auto source = [](writer<int> out) -> process { co_await out.write(9); };
  auto sink = [](reader<int> in) -> process {
    for (;;) {
      auto x = in.try_read();
      if (x) {
        EXPECT_EQ(*x, 9);
        break;
      }
      EXPECT_EQ(x, status::would_wait);
      co_await csp::yield();
    }
  };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
}

TEST_F(channels, try_write_meets_a_reader_that_waits) {
  channel<std::unique_ptr<int>> c;
  auto source = [](writer<std::unique_ptr<int>> out) -> process {
    auto value = std::make_unique<int>(4);
    while (out.try_write(std::move(value)) == status::would_wait) {
      EXPECT_NE(value, nullptr);
      co_await csp::yield();
    }
    EXPECT_EQ(value, nullptr);
  };
  auto sink = [](reader<std::unique_ptr<int>> in) -> process { EXPECT_EQ(*co_await in.read(), 4); };
  auto both = [&]() -> process { co_await csp::par(source(c.writer()), sink(c.reader())); };
  EXPECT_TRUE(csp::run(both()));
}

}  // namespace
