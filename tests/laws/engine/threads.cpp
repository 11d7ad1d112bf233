// Laws of the threads engine alone: refusal, plain threads beside the network.
#include <csp/port/thread.hpp>
#include <csp/threads.hpp>

#include "another_thread.hpp"
#include "law.hpp"

using namespace csp::threads;
using csp::status;

#ifndef CSP_TEST_MANY
#define CSP_TEST_MANY 1'000'000
#endif

namespace {

class threads : public law {};

process nothing() { co_return; }

// More than a process with 32-bit addresses has beside its own code, on a 64-bit system too, which gives it all of 4
// GiB.
constexpr std::size_t impossible = ~std::size_t{0} / 64 * 63;

TEST_F(threads, one_that_the_system_refuses_ends_those_already_started) {
  channel<int> never, unstarted;
  auto waits = [&](reader<int> in) -> process { (void)co_await in.next(); };
  auto network = [&]() -> process {
    auto [a, b, c] = co_await csp::par(waits(never.reader()), waits(never.reader()).stack_size(impossible),
                                       waits(unstarted.reader()));
    EXPECT_EQ(a, status::poisoned);
    EXPECT_EQ(b, status::failed);
    EXPECT_EQ(c, status::failed);
    EXPECT_EQ(never.try_write(1), status::poisoned);
    EXPECT_EQ(unstarted.try_write(1), status::poisoned);
    co_await csp::par(waits(never.reader()).stack_size(impossible)).or_end();
    ADD_FAILURE() << "or_end lets its caller go on";
  };
  EXPECT_EQ(csp::run(network()), status::failed);
}

#if defined(__cpp_exceptions)

TEST_F(threads, a_refusal_does_not_decide_what_becomes_of_the_callers_ends) {
  channel<int> c;
  auto caller = [](writer<int> out) -> process {
    try {
      const writer<int> lost = std::move(out);
      throw 1;
    } catch (int) {
    }
    co_await csp::par(nothing().stack_size(impossible));
  };
  auto network = [&]() -> process {
    auto reads = [](reader<int> in) -> process { EXPECT_EQ((co_await in.next()), status::closed); };
    co_await csp::par(caller(c.writer()), reads(c.reader()));
  };
  EXPECT_TRUE(csp::run(network()));
}

#endif

TEST_F(threads, run_answers_that_the_first_was_refused) {
  EXPECT_EQ(csp::run(nothing().stack_size(impossible)), status::failed);
}

TEST_F(threads, any_plain_thread_may_use_the_blocking_forms) {
  channel<int> c;
  auto sum = [](reader<int> in) -> process_of<int> {
    int total = 0;
    while (auto x = co_await in.next()) total += *x;
    co_return total;
  };
  std::vector<another_thread> plain;
  for (int t = 0; t < 4; ++t)
    plain.emplace_back([out = c.writer()]() mutable {
      for (int i = 0; i < 1000; ++i) EXPECT_EQ(out.send(1).wait(), status::done);
      out.retire();
    });
  EXPECT_EQ(*csp::run(sum(c.reader())), 4000);
  for (auto& t : plain) t.join();
}

TEST_F(threads, plain_threads_may_talk_to_each_other) {
  channel<int> c;
  another_thread source([out = c.writer()]() mutable {
    for (int i = 0; i < 1000; ++i) EXPECT_EQ(out.send(i).wait(), status::done);
    out.retire();
  });
  reader<int> in = c.reader();
  int expected = 0;
  while (auto x = in.next().wait()) EXPECT_EQ(*x, expected++);
  EXPECT_EQ(expected, 1000);
  source.join();
}

TEST_F(threads, poison_wakes_a_plain_thread) {
  channel<int> c;
  another_thread waits([in = c.reader()]() mutable { EXPECT_EQ(in.next().wait(), status::poisoned); });
  writer<int> out = c.writer();
  out.poison();
  waits.join();
}

process calls(int depth, reader<int>& in) {
  if (depth > 0)
    co_await calls(depth - 1, in);
  else
    co_await in.read();
}

TEST_F(threads, a_million_nested_calls_need_no_stack) {
  channel<int> c;
  reader<int> in = c.reader();
  auto poisons = [](writer<int> out) -> process {
    co_await csp::yield();
    out.poison();
  };
  auto network = [&]() -> process {
    auto [a, b] = co_await csp::par(calls(CSP_TEST_MANY, in), poisons(c.writer()));
    EXPECT_EQ(a, status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

// Waits until every process waits at a channel, by looking.
void see_all_wait() {
  for (bool all = false; !all;) {
    unsigned waiting = 0;
    unsigned others = 0;
    csp::report([&](const csp::waiting& w) { w.does() == csp::activity::runs ? ++others : ++waiting; });
    all = waiting > 0 && others == 0;
    csp::port::yield_thread();
  }
}

// The threads that wait are seen to wait, so that an alarm would come now.
TEST_F(threads, no_alarm_while_plain_code_holds_an_end) {
  channel<int> a;
  another_thread source([out = a.writer()]() mutable {
    see_all_wait();
    EXPECT_EQ(out.send(1).wait(), status::done);
    out.retire();
  });
  auto read_all = [](reader<int> in) -> process {
    while (co_await in.next()) {
    }
  };
  EXPECT_EQ(csp::run(read_all(a.reader())), status::done);
  source.join();
}

TEST_F(threads, no_alarm_while_an_interrupt_may_come) {
  channel<int> a;
  csp::interrupt_writer<int> out(a.writer());
  another_thread source([&] {
    see_all_wait();
    EXPECT_EQ(out.try_write(1), status::done);
  });
  auto read_one = [](reader<int> in) -> process { co_await in.read(); };
  EXPECT_EQ(csp::run(read_one(a.reader())), status::done);
  source.join();
}

TEST_F(threads, a_deadlock_is_seen_when_plain_code_gives_up_the_last_end) {
  channel<int> a, b;
  auto kept = b.writer();
  another_thread source([out = a.writer()]() mutable {
    see_all_wait();
    EXPECT_EQ(out.send(1).wait(), status::done);
    see_all_wait();
  });
  auto read_both = [](reader<int> first, reader<int> second, writer<int> held) -> process {
    co_await first.read();
    co_await second.read();
    held.retire();
  };
  EXPECT_EQ(csp::run(read_both(a.reader(), b.reader(), std::move(kept))), status::deadlock);
  source.join();
}

}  // namespace
