// Laws of the coop engine alone: its budget, its depth, its memory, deadlock.
#include <csp/coop.hpp>

#include "elsewhere.hpp"
#include "law.hpp"

using namespace csp::coop;
using csp::status;

namespace {

class coop : public law {};

#ifndef CSP_TEST_MANY
#define CSP_TEST_MANY 1'000'000
#endif
constexpr int million = CSP_TEST_MANY;

TEST_F(coop, a_wake_up_that_concerns_nobody_is_over_when_the_engine_has_slept) {
  engine::wake();
  EXPECT_TRUE(csp::run([]() -> process { co_await sleep_for(std::chrono::microseconds(100)); }()));
  EXPECT_FALSE(csp::port::woken(engine::sleeper()));
}

TEST_F(coop, a_process_that_completes_64_operations_goes_to_the_back) {
  channel<int> c;
  int turns = 0;
  bool over = false;
  auto greedy = [&](writer<int> out) -> process {
    for (int i = 0; i < 640; ++i) EXPECT_EQ(co_await out.send(i), status::closed);
    over = true;
  };
  auto neighbour = [&]() -> process {
    while (!over) {
      ++turns;
      co_await csp::yield();
    }
  };
  auto network = [&]() -> process {
    { auto gone = c.reader(); }
    co_await csp::par(greedy(c.writer()), neighbour());
  };
  EXPECT_TRUE(csp::run(network()));
  EXPECT_GE(turns, 10);
  EXPECT_LE(turns, 11);
}

TEST_F(coop, the_budget_counts_through_calls) {
  channel<int> c;
  int turns = 0;
  auto once = [&]() -> process { (void)co_await c.send(1); };
  bool over = false;
  auto greedy = [&]() -> process {
    for (int i = 0; i < 640; ++i) co_await once();
    over = true;
  };
  auto neighbour = [&]() -> process {
    while (!over) {
      ++turns;
      co_await csp::yield();
    }
  };
  auto network = [&]() -> process {
    { auto gone = c.reader(); }
    co_await csp::par(greedy(), neighbour());
  };
  EXPECT_TRUE(csp::run(network()));
  EXPECT_GE(turns, 10);
  EXPECT_LE(turns, 11);
}

TEST_F(coop, an_idle_neighbour_of_two_busy_processes_runs) {
  channel<int> c;
  bool stop = false;
  auto writes = [&](writer<int> out) -> process {
    while (!stop) co_await out.write(1);
  };
  auto reads = [](reader<int> in) -> process {
    for (;;) co_await in.read();
  };
  auto neighbour = [&]() -> process {
    for (int i = 0; i < 100; ++i) co_await csp::yield();
    stop = true;
  };
  auto network = [&]() -> process { co_await csp::par(writes(c.writer()), reads(c.reader()), neighbour()); };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(coop, a_communication_allocates_nothing) {
  channel<int> c;
  auto writes = [](writer<int> out) -> process {
    for (int i = 0; i < 100'000; ++i) co_await out.write(i);
  };
  auto reads = [](reader<int> in) -> process {
    co_await in.read();
    const long frames_before = frames::allocated;
    const auto heap_before = heap_in_use();
    for (int i = 1; i < 99'999; ++i) co_await in.read();
    EXPECT_EQ(frames::allocated, frames_before);
    EXPECT_EQ(heap_in_use(), heap_before);
    co_await in.read();
  };
  auto network = [&]() -> process { co_await csp::par(writes(c.writer()), reads(c.reader())); };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(coop, a_million_messages_need_no_stack) {
  channel<int> c;
  auto writes = [](writer<int> out) -> process {
    for (int i = 0; i < million; ++i) co_await out.write(i);
  };
  auto reads = [](reader<int> in) -> process {
    for (int i = 0; i < million; ++i) EXPECT_EQ(co_await in.read(), i);
  };
  auto network = [&]() -> process { co_await csp::par(writes(c.writer()), reads(c.reader())); };
  EXPECT_TRUE(csp::run(network()));
}

process calls(int depth, reader<int>& in) {
  if (depth > 0)
    co_await calls(depth - 1, in);
  else
    (void)co_await in.next();
}
process calls_and_ends(int depth, reader<int>& in) {
  if (depth > 0)
    co_await calls_and_ends(depth - 1, in);
  else
    co_await in.read();
}
process poisons(writer<int> out) {
  co_await csp::yield();
  out.poison();
}

TEST_F(coop, a_million_nested_calls_return) {
  channel<int> c;
  reader<int> in = c.reader();
  auto network = [&]() -> process {
    auto [a, b] = co_await csp::par(calls(million, in), poisons(c.writer()));
    EXPECT_EQ(a, status::done);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(coop, a_million_nested_calls_are_ended_by_poison) {
  channel<int> c;
  reader<int> in = c.reader();
  auto network = [&]() -> process {
    auto [a, b] = co_await csp::par(calls_and_ends(million, in), poisons(c.writer()));
    EXPECT_EQ(a, status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(coop, a_million_processes_are_ended_by_poison) {
  channel<int> c;
  auto waits = [](reader<int> in) -> process { co_await in.read(); };
  auto network = [&]() -> process {
    std::vector<process> all;
    all.reserve(million + 1);
    for (int i = 0; i < million; ++i) all.push_back(waits(c.reader()));
    all.push_back(poisons(c.writer()));
    int poisoned = 0;
    for (auto& each : co_await csp::par(std::move(all))) poisoned += each.result() == status::poisoned;
    EXPECT_EQ(poisoned, million);
  };
  EXPECT_TRUE(csp::run(network()));
}

process parallels(int depth, channel<int>& c) {
  if (depth == 0)
    co_await c.read();
  else
    co_await csp::par(parallels(depth - 1, c));
}

TEST_F(coop, a_million_nested_pars_are_ended_from_outside) {
  channel<int> c;
  EXPECT_EQ(csp::run(parallels(million, c)), status::deadlock);
}

TEST_F(coop, a_chain_of_a_million_relays_is_ended_by_poison) {
  constexpr int length = million;
  std::vector<ends<int>> links;
  links.reserve(length + 1);
  for (int i = 0; i <= length; ++i) links.push_back(csp::coop::make_channel<int>());
  auto relay = [](reader<int> in, writer<int> out) -> process {
    for (;;) co_await out.write(co_await in.read());
  };
  auto network = [&]() -> process {
    std::vector<process> all;
    all.reserve(length + 1);
    for (std::size_t i = 0; i < length; ++i)
      all.push_back(relay(std::move(links[i].reader), std::move(links[i + 1].writer)));
    all.push_back(poisons(std::move(links[0].writer)));
    co_await csp::par(std::move(all));
    EXPECT_EQ(links[length].reader.try_read(), status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(coop, run_answers_deadlock_and_ends_everything) {
  channel<int> a, b;
  record log;
  auto stuck = [&](reader<int> in, writer<int> out) -> process {
    const last_word dies(log, 'd');
    const int x = (co_await in.next()).status() == status::done;
    co_await out.write(x);
    log += 'x';
  };
  auto network = [&]() -> process {
    const last_word dies(log, 'n');
    co_await csp::par(stuck(a.reader(), b.writer()), stuck(b.reader(), a.writer()));
    log += 'x';
  };
  EXPECT_EQ(csp::run(network()), status::deadlock);
  EXPECT_EQ(log.text(), "ddn");
}

TEST_F(coop, a_blocking_form_answers_deadlock) {
  channel<tracked> c;
  tracked mine(1);
  EXPECT_EQ(c.send(std::move(mine)).wait(), status::deadlock);
  EXPECT_EQ(mine.number, 1);
  EXPECT_EQ(c.next().wait(), status::deadlock);
}

}  // namespace
