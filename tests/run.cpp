// Laws at the border to plain code: run, networks beside plain code, blocking forms, shared channels.
#include <csp/csp.hpp>
#include <memory>

#include "law.hpp"

using csp::channel, csp::process, csp::process_of, csp::reader, csp::writer, csp::status;

namespace {

class border : public law {};

process twice(reader<int> in, writer<int> out) {
  for (;;) co_await out.write(2 * co_await in.read());
}

TEST_F(border, run_answers_how_the_process_ended) {
  channel<int> c;
  EXPECT_EQ(csp::run([]() -> process { co_return; }()), status::done);
  EXPECT_EQ(*csp::run([]() -> process_of<int> { co_return 5; }()), 5);
  c.poison();
  EXPECT_EQ(csp::run([](channel<int>& poisoned) -> process { co_await poisoned.read(); }(c)), status::poisoned);
}

TEST_F(border, a_result_may_be_a_status) {
  channel<status> c;
  auto source = [](writer<status> out) -> process { co_await out.write(status::closed); };
  auto sink = [](reader<status> in) -> process_of<status> {
    auto first = co_await in.next();
    EXPECT_TRUE(first);
    co_return *first;
  };
  auto network = [&]() -> process {
    auto [a, b] = co_await csp::par(source(c.writer()), sink(c.reader()));
    EXPECT_EQ(*b, status::closed);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(border, plain_code_talks_to_a_network) {
  channel<int> up, down;
  writer<int> out = up.writer();
  reader<int> in = down.reader();
  csp::network<void> network(twice(up.reader(), down.writer()));
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(out.send(i).wait(), status::done);
    EXPECT_EQ(*in.next().wait(), 2 * i);
  }
  out.retire();
  EXPECT_EQ(in.next().wait(), status::closed);
  EXPECT_EQ(network.wait(), status::closed);
}

TEST_F(border, the_plain_forms_of_read_and_write_answer_too) {
  channel<std::unique_ptr<int>> c;
  auto echo = [](reader<std::unique_ptr<int>> in) -> process { EXPECT_EQ(*co_await in.read(), 1); };
  writer<std::unique_ptr<int>> out = c.writer();
  csp::network<void> network(echo(c.reader()));
  auto value = std::make_unique<int>(1);
  EXPECT_EQ(out.write(std::move(value)).wait(), status::done);
  EXPECT_TRUE(network.wait());
  value = std::make_unique<int>(2);
  EXPECT_EQ(out.write(std::move(value)).wait(), status::closed);
  EXPECT_EQ(*value, 2);
  EXPECT_EQ(c.read().wait(), status::closed);
}

TEST_F(border, a_network_that_is_destroyed_ends_its_processes) {
  channel<int> up, down;
  writer<int> out = up.writer();
  reader<int> in = down.reader();
  {
    csp::network<void> network(twice(up.reader(), down.writer()));
    EXPECT_EQ(out.send(1).wait(), status::done);
  }
  EXPECT_EQ(in.next().wait(), status::poisoned);
}

TEST_F(border, a_network_may_end_while_plain_code_waits_for_something_else) {
  channel<int> first, second;
  auto brief = [](writer<int> out) -> process { co_await out.write(1); };
  auto longer = [](writer<int> out) -> process {
    for (int i = 0; i < 5; ++i) co_await csp::yield();
    co_await out.write(2);
  };
  reader<int> one = first.reader(), two = second.reader();
  csp::network<void> a(brief(first.writer()));
  csp::network<void> b(longer(second.writer()));
  EXPECT_EQ(*one.next().wait(), 1);
  EXPECT_EQ(*two.next().wait(), 2);
  EXPECT_TRUE(csp::run([]() -> process { co_await csp::yield(); }()));
  EXPECT_TRUE(b.wait());
  EXPECT_TRUE(a.wait());
}

TEST_F(border, a_shared_channel_lives_as_long_as_its_ends) {
  struct request {
    request(int n, writer<int> to) : number(n), answer(std::move(to)) {}
    int number;
    writer<int> answer;
  };
  channel<request> requests;
  auto server = [](reader<request> in) -> process {
    while (auto r = co_await in.next()) co_await r->answer.write(r->number + 1);
  };
  auto client = [](writer<request> out) -> process {
    for (int i = 0; i < 10; ++i) {
      auto reply = csp::make_channel<int>();
      request mine(i, std::move(reply.writer));
      co_await out.write(std::move(mine));
      EXPECT_EQ(co_await reply.reader.read(), i + 1);
    }
  };
  auto network = [&]() -> process {
    co_await csp::par(server(requests.reader()), client(requests.writer()), client(requests.writer()));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(border, a_shared_channel_without_memory_is_empty) {
  frames::only none(0);
  auto pair = csp::make_channel<int>();
  EXPECT_FALSE(pair);
  EXPECT_FALSE(pair.writer);
}

}  // namespace
