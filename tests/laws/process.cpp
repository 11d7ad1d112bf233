// Laws of processes: calling one from another, results, exceptions, memory, and the order in which they unwind.
#include <atomic>
#include <csp/csp.hpp>
#include <stdexcept>

#include "law.hpp"

using csp::channel, csp::process, csp::process_of, csp::reader, csp::writer, csp::status;

namespace {

class processes : public law {};

process_of<int> square(int n) { co_return n* n; }
process_of<tracked> make_tracked(int n) { co_return tracked(n); }

TEST_F(processes, a_call_answers_the_result) {
  auto sum = []() -> process_of<int> { co_return co_await square(3) + co_await square(4); };
  auto answer = csp::run(sum());
  ASSERT_TRUE(answer);
  EXPECT_EQ(*answer, 25);
}

TEST_F(processes, a_result_may_be_move_only_and_without_default) {
  auto relay = []() -> process_of<tracked> {
    tracked inner = co_await make_tracked(6);
    co_return inner;
  };
  auto answer = csp::run(relay());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->number, 6);
}

TEST_F(processes, an_unstarted_process_only_destroys_its_frame) {
  channel<int> c;
  reader<int> in = c.reader();
  {
    auto never = [](writer<int> out) -> process { co_await out.write(1); }(c.writer());
    (void)never;
  }
  EXPECT_EQ(in.try_read(), status::closed);
}

// Calls itself `depth` times; the innermost one reads. Each level says its word when it dies.
process nested(int depth, record& log, reader<int>& in) {
  const last_word dies(log, static_cast<char>('a' + depth));
  if (depth == 0)
    co_await in.read();
  else
    co_await nested(depth - 1, log, in);
  log += '!';
}

TEST_F(processes, those_that_have_not_started_can_be_put_into_any_order) {
  auto all = []() -> process {
    std::vector<process_of<int>> some;
    for (int i = 0; i < 6; ++i) some.push_back(square(i));
    std::reverse(some.begin(), some.end());
    some.erase(some.begin() + 1);
    std::swap(some[0], some[4]);
    int got[] = {-1, -1, -1, -1, -1};
    for (std::size_t i = 0; i < some.size(); ++i) got[i] = co_await std::move(some[i]);
    EXPECT_EQ(std::vector(std::begin(got), std::end(got)), (std::vector{0, 9, 4, 1, 25}));
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(processes, those_that_have_ended_can_be_sorted_with_their_results) {
  auto all = []() -> process {
    std::vector<process_of<tracked>> some;
    for (const int n : {3, 1, 2}) some.push_back(make_tracked(n));
    some = co_await csp::par(std::move(some));
    std::rotate(some.begin(), some.begin() + 1, some.end());
    some[0] = make_tracked(7);  // gives up what it holds
    EXPECT_EQ((co_await std::move(some[0])).number, 7);
    some[0] = make_tracked(8);  // its call is over
    EXPECT_EQ(some[1].result()->number, 2);
    EXPECT_EQ(some[2].result()->number, 3);
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(processes, assigning_over_one_that_has_not_started_destroys_it) {
  auto reads = [](reader<int> in) -> process { co_await in.read(); };
  auto all = [&]() -> process {
    channel<int> c, d;
    writer<int> out = c.writer();
    process p = reads(c.reader());
    p = reads(d.reader());
    EXPECT_EQ(co_await out.send(1), status::closed);
    process& same = p;
    p = std::move(same);
    const auto ended =
        co_await csp::par(std::move(p), [](writer<int> to) -> process { co_await to.write(1); }(d.writer()));
    EXPECT_EQ(ended[0], status::done);
  };
  EXPECT_TRUE(csp::run(all()));
}

struct aggregate {
  int number;
  std::vector<std::string> words;
};

TEST_F(processes, a_result_may_be_written_in_braces) {
  auto braces = [](int n) -> process_of<aggregate> {
    co_return {n, {"not", "a word that is short enough for no heap"}};
  };
  auto empty = []() -> process_of<std::vector<int>> { co_return {}; };
  auto all = [&]() -> process {
    const aggregate a = co_await braces(5);
    EXPECT_EQ(a.number, 5);
    EXPECT_EQ(a.words.size(), 2u);
    EXPECT_TRUE((co_await empty()).empty());
  };
  EXPECT_TRUE(csp::run(all()));
}

TEST_F(processes, nested_calls_unwind_innermost_first) {
  for (bool by_poison : {false, true}) {
    channel<int> c;
    reader<int> in = c.reader();
    record log;
    auto closes = [&](writer<int> out) -> process {
      co_await csp::yield();
      if (by_poison) out.poison();
    };
    auto network = [&]() -> process {
      auto [a, b] = co_await csp::par(nested(4, log, in), closes(c.writer()));
      EXPECT_EQ(a, by_poison ? status::poisoned : status::closed);
    };
    EXPECT_TRUE(csp::run(network()));
    EXPECT_EQ(log.text(), "abcde");
  }
}

TEST_F(processes, a_frame_is_destroyed_at_its_own_end_not_when_its_siblings_end) {
  channel<int> c;
  record log;
  auto brief = [&](writer<int>) -> process {
    const last_word dies(log, 'b');
    co_return;
  };
  auto waits = [&](reader<int> in) -> process {
    EXPECT_EQ((co_await in.next()), status::closed);
    log += 'w';
  };
  auto network = [&]() -> process { co_await csp::par(waits(c.reader()), brief(c.writer())); };
  EXPECT_TRUE(csp::run(network()));
  EXPECT_EQ(log.text(), "bw");
}

TEST_F(processes, a_call_without_memory_ends_the_caller) {
  auto inner = []() -> process { co_return; };
  bool went_on = false;
  auto outer = [&]() -> process {
    frames::only none(0);
    co_await inner();
    went_on = true;
  };
  EXPECT_EQ(csp::run(outer()), status::no_memory);
  EXPECT_FALSE(went_on);
}

TEST_F(processes, run_without_memory_answers_so) {
  frames::only none(0);
  EXPECT_EQ(csp::run([]() -> process { co_return; }()), status::no_memory);
}

#if defined(__cpp_exceptions)

process throws_after(int turns) {
  for (int i = 0; i < turns; ++i) co_await csp::yield();
  throw std::runtime_error("thrown");
}

TEST_F(processes, an_exception_comes_out_of_run) { EXPECT_THROW((void)csp::run(throws_after(2)), std::runtime_error); }

TEST_F(processes, an_exception_passes_through_calls_and_can_be_caught) {
  record log;
  auto middle = [&]() -> process {
    const last_word dies(log, 'm');
    co_await throws_after(1);
  };
  auto outer = [&]() -> process {
    try {
      co_await middle();
    } catch (const std::runtime_error&) {
      log += 'c';
    }
    co_await csp::yield();
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(log.text(), "mc");
}

TEST_F(processes, an_exception_ends_the_siblings_and_comes_out_of_par) {
  channel<int> never;
  channel<void> begun;
  record log;
  auto waits = [&]() -> process {
    const last_word dies(log, 'd');
    co_await begun.write();
    (void)co_await never.next();
    log += 'x';
  };
  auto busy = [&]() -> process {
    const last_word dies(log, 'd');
    co_await begun.write();
    for (;;) co_await csp::yield();
  };
  auto nested_par = [&]() -> process {
    const last_word dies(log, 'd');
    co_await csp::par(waits(), waits());
    log += 'x';
  };
  auto throws = [&]() -> process {
    for (int i = 0; i < 4; ++i) co_await begun.read();
    throw std::runtime_error("thrown");
  };
  auto outer = [&]() -> process {
    try {
      co_await csp::par(waits(), throws(), nested_par(), busy());
    } catch (const std::runtime_error&) {
      log += 'c';
    }
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(log.text(), "dddddc");
}

TEST_F(processes, several_exceptions_may_cross_with_siblings_that_end) {
  auto quick = []() -> process { co_return; };
  int caught = 0;
  auto outer = [&]() -> process {
    for (int i = 0; i < 100; ++i) {
      try {
        co_await csp::par(quick(), throws_after(0), quick(), throws_after(0), quick());
      } catch (const std::runtime_error&) {
        ++caught;
      }
    }
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(caught, 100);
}

TEST_F(processes, an_exception_that_leaves_a_process_poisons_its_ends) {
  channel<int> by_parameter, by_local;
  auto fails = [](writer<int>, channel<int>& c) -> process {
    writer<int> local = c.writer();
    co_await csp::yield();
    throw std::runtime_error("thrown");
  };
  auto network = [&]() -> process {
    try {
      co_await csp::par(fails(by_parameter.writer(), by_local));
    } catch (const std::runtime_error&) {
    }
    EXPECT_EQ(by_parameter.try_read(), status::poisoned);
    EXPECT_EQ(by_local.try_read(), status::poisoned);
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(processes, an_exception_that_is_caught_retires_the_ends_on_its_way) {
  channel<int> c;
  auto recovers = [](channel<int>& mine) -> process {
    writer<int> kept = mine.writer();
    try {
      writer<int> lost = kept;
      throw std::runtime_error("thrown");
    } catch (const std::runtime_error&) {
    }
    EXPECT_EQ(co_await kept.send(3), status::done);
  };
  auto network = [&]() -> process {
    auto reads = [](reader<int> in) -> process {
      EXPECT_EQ(co_await in.read(), 3);
      EXPECT_EQ((co_await in.next()), status::closed);
    };
    co_await csp::par(recovers(c), reads(c.reader()));
  };
  EXPECT_TRUE(csp::run(network()));
}

TEST_F(processes, an_end_whose_exception_was_caught_retires_while_its_process_only_yields) {
  channel<int> c;
  bool seen = false;
  auto polls = [&](writer<int> out) -> process {
    try {
      const writer<int> lost = std::move(out);
      throw std::runtime_error("thrown");
    } catch (const std::runtime_error&) {
    }
    while (c.try_read() == status::would_wait) co_await csp::yield();
    seen = true;
  };
  auto network = [&]() -> process { co_await csp::par(polls(c.writer())); };
  EXPECT_TRUE(csp::run(network()));
  EXPECT_TRUE(seen);
}

TEST_F(processes, a_result_is_given_up_when_a_destructor_throws_after_it) {
  struct thrower {
    ~thrower() noexcept(false) { throw std::runtime_error("thrown"); }
  };
  auto fails = []() -> process_of<tracked> {
    const thrower last;
    co_return tracked(1);
  };
  EXPECT_THROW((void)csp::run(fails()), std::runtime_error);
}

// Values that were written while their reader was being ended: all of them are read, or still with their writers.
TEST_F(processes, one_that_is_ended_from_outside_takes_nothing_that_it_does_not_get) {
  for (int round = 0; round < 50; ++round) {
    channel<int> c;
    std::atomic<int> got = 0, written = 0;
    channel<void> begun;
    auto source = [&](writer<int> out) -> process {
      while (co_await out.send(1) == status::done) ++written;
    };
    auto sink = [&](reader<int> in) -> process {
      co_await begun.write();
      while (co_await in.next()) ++got;
    };
    auto throws = [&]() -> process {
      co_await begun.read();
      for (int i = 0; i < 3; ++i) co_await csp::yield();
      throw std::runtime_error("thrown");
    };
    auto ended = [&](reader<int> in) -> process {
      try {
        co_await csp::par(sink(std::move(in)), throws());
      } catch (const std::runtime_error&) {
      }
    };
    auto network = [&]() -> process { co_await csp::par(source(c.writer()), source(c.writer()), ended(c.reader())); };
    EXPECT_TRUE(csp::run(network()));
    EXPECT_EQ(got, written);
  }
}

TEST_F(processes, ends_of_called_processes_wait_for_what_becomes_of_the_exception) {
  for (bool caught : {false, true}) {
    channel<int> by_parameter, by_local;
    auto fails = [](writer<int>, channel<int>& c) -> process {
      writer<int> local = c.writer();
      co_await csp::yield();
      throw std::runtime_error("thrown");
    };
    auto calls = [&](bool catches) -> process {
      try {
        co_await fails(by_parameter.writer(), by_local);
      } catch (const std::runtime_error&) {
        if (!catches) throw;
      }
      co_await csp::yield();
    };
    auto network = [&]() -> process { co_await csp::par(calls(caught)); };
    if (caught) {
      EXPECT_TRUE(csp::run(network()));
    } else {
      EXPECT_THROW((void)csp::run(network()), std::runtime_error);
    }
    EXPECT_EQ(by_parameter.try_read(), caught ? status::closed : status::poisoned);
    EXPECT_EQ(by_local.try_read(), caught ? status::closed : status::poisoned);
  }
}

TEST_F(processes, an_exception_destroys_a_channel_together_with_its_ends) {
  auto fails = []() -> process {
    channel<int> c;
    writer<int> out = c.writer();
    co_await csp::yield();
    throw std::runtime_error("thrown");
  };
  EXPECT_THROW((void)csp::run(fails()), std::runtime_error);
}

#endif

// An awaitable of the user's own: it passes the handle on as it was given.
class counted_read {
 public:
  counted_read(reader<int>& in, int& reads) : read_(in.read()), reads_(&reads) {}

  bool await_ready() const noexcept { return false; }
  template <class Promise>
  bool await_suspend(std::coroutine_handle<Promise> process) {
    ++*reads_;
    return read_.await_suspend(process);
  }
  int await_resume() { return read_.await_resume(); }

 private:
  decltype(std::declval<reader<int>&>().read()) read_;
  int* reads_;
};

TEST_F(processes, an_awaitable_of_the_users_own_may_wrap_an_operation) {
  auto count = [](reader<int> in) -> csp::process_of<int> {
    int reads = 0, sum = 0;
    while (reads < 3) sum += co_await counted_read(in, reads);
    co_return sum;
  };
  auto write = [](writer<int> out) -> process {
    for (int i = 1; i <= 3; ++i) co_await out.write(i);
  };
  auto all = [&]() -> process {
    channel<int> c;
    const auto [sum, how] = co_await csp::par(count(c.reader()), write(c.writer()));
    EXPECT_EQ(*sum, 6);
    EXPECT_TRUE(how);
  };
  EXPECT_TRUE(csp::run(all()));
}

}  // namespace
