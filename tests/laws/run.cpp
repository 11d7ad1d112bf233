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

TEST_F(border, a_shared_channel_may_have_a_buffer) {
  auto [in, out] = csp::make_channel<tracked, csp::fifo<3>>("with a buffer");
  EXPECT_EQ(frames::out, 1);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(out.try_write(tracked(i)), status::done);
  tracked more(3);
  EXPECT_EQ(out.try_write(std::move(more)), status::would_wait);
  EXPECT_EQ(in.try_read()->number, 0);
  EXPECT_EQ(out.try_write(std::move(more)), status::done);
  out.retire();
  for (int i = 1; i < 4; ++i) EXPECT_EQ(in.try_read()->number, i);  // drained, though no writer is left
  EXPECT_EQ(in.try_read().status(), status::closed);
  EXPECT_EQ(frames::out, 1);
  in.retire();
  EXPECT_EQ(frames::out, 0);
}

TEST_F(border, what_is_in_a_shared_buffer_is_destroyed_with_its_last_reader) {
  for (const bool writer_first : {false, true}) {
    auto [in, out] = csp::make_channel<tracked, csp::overwrite_oldest<2>>();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(out.try_write(tracked(i)), status::done);
    EXPECT_EQ(tracked::alive, 2);
    if (writer_first) out.retire();
    in.retire();
    EXPECT_EQ(tracked::alive, 0);
    EXPECT_EQ(frames::out, writer_first ? 0 : 1);
  }
}

TEST_F(border, a_message_in_a_shared_buffer_may_hold_the_last_writer_of_its_channel) {
  struct link {
    explicit link(writer<std::unique_ptr<link>> to) : out(std::move(to)) {}
    writer<std::unique_ptr<link>> out;
  };
  auto [in, out] = csp::make_channel<std::unique_ptr<link>, csp::fifo<1>>();
  auto message = std::make_unique<link>(out);
  EXPECT_EQ(out.try_write(std::move(message)), status::done);
  out.retire();
  in.retire();
  EXPECT_EQ(frames::out, 0);
}

TEST_F(border, a_shared_buffer_lives_while_an_extended_read_looks_at_its_value) {
  for (const bool keep : {false, true}) {
    auto reads = [&]() -> process {
      auto [in, out] = csp::make_channel<tracked, csp::fifo<2>>();
      EXPECT_EQ(out.try_write(tracked(1)), status::done);
      EXPECT_EQ(out.try_write(tracked(2)), status::done);
      if (!keep) out.retire();
      const tracked got = co_await in.extended([&in = in](const tracked& value) {
        EXPECT_EQ(value.number, 1);
        in.retire();
      });
      EXPECT_EQ(got.number, 1);
      EXPECT_EQ(!keep || out.try_write(tracked(3)) == status::closed, true);
    };
    EXPECT_TRUE(csp::run(reads()));
    EXPECT_EQ(frames::out, 0);
  }
}

TEST_F(border, processes_talk_over_a_shared_buffer_that_goes_with_them) {
  auto sends = [](writer<int> out, int n) -> process {
    for (int i = 0; i < n; ++i) co_await out.write(1);
  };
  auto sums = [](reader<int> in) -> process_of<int> {
    int sum = 0;
    while (auto x = co_await in.next()) sum += *x;
    co_return sum;
  };
  auto all = [&]() -> process {
    auto [in, out] = csp::make_channel<int, csp::fifo<8>>();
    writer<int> second = out;
    const auto [a, b, sum] =
        co_await csp::par(sends(std::move(out), 500), sends(std::move(second), 500), sums(std::move(in)));
    EXPECT_EQ(*sum, 1000);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(border, a_shared_channel_without_memory_is_empty) {
  frames::only none(0);
  auto pair = csp::make_channel<int>();
  EXPECT_FALSE(pair);
  EXPECT_FALSE(pair.writer);
  auto buffered = csp::make_channel<int, csp::fifo<4>>();
  EXPECT_FALSE(buffered);
  EXPECT_FALSE(buffered.writer);
}

}  // namespace
