// Laws of scopes: what is spawned ends before the scope does, whatever happens.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::channel, csp::process, csp::reader, csp::spawner, csp::status, csp::writer;

namespace {

class scopes : public law {};

process add(std::atomic<int>& sum, int n) {
  co_await csp::yield();
  sum += n;
}
[[maybe_unused]] process wait_at(reader<int> in, record& log) {
  const last_word dies(log, 'w');
  co_await in.read();
}

TEST_F(scopes, end_when_the_last_process_in_them_has_ended) {
  std::atomic<int> sum = 0;
  auto outer = [&]() -> process {
    const csp::outcome how = co_await csp::scope([&](spawner& here) -> process {
      for (int i = 1; i <= 100; ++i) EXPECT_EQ(here.spawn(add(sum, i)), status::done);
      co_return;
    });
    EXPECT_TRUE(how);
    EXPECT_EQ(sum, 5050);
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(sum, 5050);
}

// On threads the body may spawn before the thread that started it goes on.
TEST_F(scopes, what_their_body_spawns_at_once_is_started_once) {
  constexpr int rounds = 2000;
  std::atomic<int> started = 0;
  auto child = [&]() -> process {
    ++started;
    co_return;
  };
  auto outer = [&]() -> process {
    for (int i = 0; i < rounds; ++i)
      co_await csp::scope([&](spawner& here) -> process {
        EXPECT_EQ(here.spawn(child()), status::done);
        co_return;
      });
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(started, rounds);
}

process tree(spawner& here, std::atomic<int>& leaves, int depth) {
  if (depth == 0) {
    ++leaves;
    co_return;
  }
  EXPECT_EQ(here.spawn(tree(here, leaves, depth - 1)), status::done);
  EXPECT_EQ(here.spawn(tree(here, leaves, depth - 1)), status::done);
}
TEST_F(scopes, processes_in_them_spawn_others_into_them) {
  std::atomic<int> leaves = 0;
  auto outer = [&]() -> process {
    co_await csp::scope([&](spawner& here) -> process { return tree(here, leaves, 6); });
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(leaves, 64);
}

// A server that spawns for ever keeps memory for those that live.
TEST_F(scopes, what_is_over_is_released_while_the_scope_lives) {
  std::atomic<int> sum = 0;
  long most = 0;
  auto outer = [&]() -> process {
    channel<int> done;
    const writer<int> open = done.writer();
    auto work = [](writer<int> out) -> process { co_await out.write(1); };
    co_await csp::scope([&](spawner& here) -> process {
      for (int i = 0; i < 1000; ++i) {
        EXPECT_EQ(here.spawn(work(done.writer())), status::done);
        sum += co_await done.read();
        most = std::max<long>(most, frames::out);
      }
    });
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(sum, 1000);
  EXPECT_LT(most, 50);
}

TEST_F(scopes, spawn_without_memory_answers_so_and_harms_nobody) {
  std::atomic<int> sum = 0;
  auto outer = [&]() -> process {
    const csp::outcome how = co_await csp::scope([&](spawner& here) -> process {
      EXPECT_EQ(here.spawn(add(sum, 1)), status::done);
      {
        const frames::only none(0);
        EXPECT_EQ(here.spawn(add(sum, 10)), status::no_memory);
      }
      {
        const frames::only frame(1);  // but not what the scope keeps of it
        EXPECT_EQ(here.spawn(add(sum, 10)), status::no_memory);
      }
      EXPECT_EQ(here.spawn(add(sum, 2)), status::done);
      co_return;
    });
    EXPECT_TRUE(how);
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_EQ(sum, 3);
}

TEST_F(scopes, answer_the_worst_outcome_and_may_end_their_caller) {
  bool went_on = false;
  status how = status::done;
  auto outer = [&]() -> process {
    channel<int> c;
    c.poison();
    how = (co_await csp::scope([&](spawner& here) -> process {
            here.spawn([](channel<int>& at) -> process { co_await at.read(); }(c));
            co_return;
          })).status();
    co_await csp::scope([&](spawner& here) -> process {
      here.spawn([](channel<int>& at) -> process { co_await at.read(); }(c));
      co_return;
    }).or_end();
    went_on = true;
  };
  EXPECT_EQ(csp::run(outer()), status::poisoned);
  EXPECT_EQ(how, status::poisoned);
  EXPECT_FALSE(went_on);
}

#if defined(__cpp_exceptions)
TEST_F(scopes, an_exception_of_a_child_ends_the_others_and_comes_out) {
  record log;
  bool caught = false;
  status late = status::done;
  auto outer = [&]() -> process {
    channel<int> c;
    try {
      co_await csp::scope([&](spawner& here) -> process {
        const last_word body(log, 'b');
        here.spawn(wait_at(c.reader(), log));
        here.spawn([]() -> process {
          co_await csp::yield();
          throw 7;
        }());
        co_await c.read();
      });
    } catch (int n) {
      caught = n == 7;
    }
    late = co_await c.send(1);
  };
  EXPECT_TRUE(csp::run(outer()));
  EXPECT_TRUE(caught);
  std::string text = log.text();
  std::sort(text.begin(), text.end());
  EXPECT_EQ(text, "bw");
  EXPECT_EQ(late, status::poisoned);  // the end of one that was ended from outside
}

TEST_F(scopes, a_process_that_must_end_has_the_children_of_its_scope_ended_first) {
  record log;
  auto outer = [&]() -> process {
    channel<int> c;
    channel<void> ready;
    auto child = [&]() -> process {
      const last_word dies(log, 'w');
      co_await ready.write();
      co_await c.read();
    };
    auto owner = [&]() -> process {
      const last_word dies(log, 'o');
      co_await csp::scope([&](spawner& here) -> process {
        here.spawn(child());
        co_await csp::scope([&](spawner& inner) -> process {
          inner.spawn(child());
          co_return;
        });
      });
    };
    auto fail = [&]() -> process {
      co_await ready.read();
      co_await ready.read();
      throw 1;
    };
    co_await csp::par(owner(), fail());
  };
  EXPECT_THROW(static_cast<void>(csp::run(outer())), int);
  EXPECT_EQ(log.text(), "wwo");
}

// Whoever spawns while the scope is being ended may release what is kept of those that are over.
TEST_F(scopes, an_exception_comes_out_though_others_are_spawned_after_it) {
  for (int many : {0, 1, 20, 100}) {
    bool caught = false;
    auto body = [&](spawner& here) -> process {
      auto quick = []() -> process { co_return; };
      for (int i = 0; i < many; ++i) here.spawn(quick());
      here.spawn([]() -> process {
        throw 7;
        co_return;
      }());
      do co_await csp::yield();
      while (here.spawn(quick()) == status::done);
      for (int i = 0; i < many; ++i) EXPECT_EQ(here.spawn(quick()), status::poisoned);
    };
    auto outer = [&]() -> process {
      try {
        (void)co_await csp::scope(body);
      } catch (int n) {
        caught = n == 7;
      }
    };
    EXPECT_TRUE(csp::run(outer()));
    EXPECT_TRUE(caught) << many;
  }
}

// A par that an exception ends waits for a writer that is held, and is ended itself meanwhile.
class an_exception_on_its_way : public law {
 protected:
  // Ends as `around` says, while an exception of a child is on its way through a par, or a scope, that cannot end yet.
  template <class Open>
  static void meets_a_deadlock(Open open) {
    csp::on_deadlock([] {});
    channel<int> held;
    channel<void> is_held, never;
    auto writes = [&]() -> process { co_await held.write(1); };
    auto throws = [&]() -> process {
      co_await is_held.read();
      throw 7;
    };
    auto looks = [&]() -> process {
      co_await held.extended([&](const int&) -> process {
        co_await is_held.write();
        co_await never.read();
      });
    };
    auto all = [&]() -> process { co_await csp::par(open(writes(), throws()), looks()); };
    EXPECT_THROW(static_cast<void>(csp::run(all())), int);
    csp::on_deadlock(nullptr);
  }
};

process in_a_par(process a, process b) { co_await csp::par(std::move(a), std::move(b)); }
process in_a_nested_par(process a, process b) { co_await csp::par(in_a_par(std::move(a), std::move(b))); }
process in_a_scope(process a, process b) {
  auto body = [&](spawner& here) -> process {
    here.spawn(std::move(a));
    here.spawn(std::move(b));
    co_return;
  };
  co_await csp::scope(body);
}

TEST_F(an_exception_on_its_way, comes_out_of_run_though_a_deadlock_ends_who_waits_for_it) {
  meets_a_deadlock(in_a_par);
  meets_a_deadlock(in_a_nested_par);
  meets_a_deadlock(in_a_scope);
}

TEST_F(scopes, one_that_is_being_ended_takes_no_more) {
  status late = status::done;
  auto outer = [&]() -> process {
    channel<int> c;
    auto stubborn = [&](spawner& here) -> process {
      struct spawns_last {
        spawner* here;
        status* answer;
        std::atomic<int>* sum;
        ~spawns_last() { *answer = here->spawn(add(*sum, 1)); }
      };
      std::atomic<int> sum = 0;
      const spawns_last at_end{&here, &late, &sum};
      co_await c.read();
    };
    co_await csp::scope([&](spawner& here) -> process {
      here.spawn(stubborn(here));
      co_await csp::yield();
      throw 1;
    });
  };
  EXPECT_THROW(static_cast<void>(csp::run(outer())), int);
  EXPECT_EQ(late, status::poisoned);
}
#endif

}  // namespace
