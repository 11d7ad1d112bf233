// Laws of ending a process from outside: it ends, in whatever way it goes on without waiting.
#include "law.hpp"

using csp::barrier, csp::channel, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

// What such processes use.
struct surroundings {
  channel<void> begun;
  channel<int, csp::latest> last;
  channel<int> closed;
  channel<int> silent;

  surroundings() { auto gone = closed.writer(); }
};

class a_process_ended_from_outside : public law {
 protected:
  // Ends a process when it has begun, and waits until it is over.
  void ends(process (*endless)(surroundings&)) {
    surroundings s;
    csp::network<void> network(endless(s));
    EXPECT_TRUE(s.begun.next().wait());
  }
};

process nothing() { co_return; }

process writes(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) co_await s.last.write(i);
}
process sends(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) (void)co_await s.last.send(i);
}
process reads_what_it_wrote(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) {
    (void)s.last.try_write(i);
    co_await s.last.read();
  }
}
process asks_a_closed_channel(surroundings& s) {
  co_await s.begun.write();
  for (;;) (void)co_await s.closed.next();
}
process tries_for_no_time(surroundings& s) {
  co_await s.begun.write();
  for (;;) (void)co_await s.silent.next().within(0s);
}
process writes_with_time(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) (void)co_await s.last.send(i).within(10min);
}
process writes_together(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) co_await csp::par(s.last.write(i), s.last.send(i));
}
process writes_together_in_time(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) co_await csp::par(s.last.send(i).within(10min), s.silent.next().within(0s));
}
process looks_at_what_it_wrote(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) {
    (void)s.last.try_write(i);
    co_await s.last.extended([](const int&) {});
  }
}
process chooses(surroundings& s) {
  co_await s.begun.write();
  for (int i = 0;; ++i) co_await csp::pri_alt(s.last.from(i), csp::after(10min));
}
process chooses_among_a_range(surroundings& s) {
  int x = 0;
  std::vector guards{s.last.from(x), s.last.from(x)};
  co_await s.begun.write();
  for (;;) co_await csp::alt(guards);
}
process skips(surroundings& s) {
  int x = 0;
  co_await s.begun.write();
  for (;;) co_await csp::pri_alt(s.silent.into(x), csp::skip());
}
process chooses_a_time_that_has_come(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await csp::pri_alt(csp::when([] { return true; }, csp::after(0s)));
}
process selects(surroundings& s) {
  int x = 0;
  auto choice = csp::keep(csp::fair_alt(s.last.from(x), s.silent.into(x)));
  co_await s.begun.write();
  for (;;) co_await choice.select();
}
process syncs_alone(surroundings& s) {
  barrier b;
  auto e = b.enrol();
  co_await s.begun.write();
  for (;;) co_await e.sync();
}
process chooses_a_barrier(surroundings& s) {
  barrier b;
  auto e = b.enrol();
  co_await s.begun.write();
  for (;;) co_await csp::pri_alt(e.guard());
}
process calls(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await nothing();
}
process calls_in_turn(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await csp::seq(nothing(), nothing());
}
process starts_none(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await csp::par(std::vector<process>());
}
process starts_some(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await csp::par(nothing(), nothing());
}
process has_no_memory(surroundings& s) {
  co_await s.begun.write();
  const frames::only none(0);
  for (;;) co_await csp::par(nothing(), nothing());
}
process opens_scopes(surroundings& s) {
  auto body = [](csp::spawner&) -> process { co_return; };
  co_await s.begun.write();
  for (;;) co_await csp::scope(body);
}
process yields(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await csp::yield();
}
process sleeps_for_no_time(surroundings& s) {
  co_await s.begun.write();
  for (;;) co_await csp::sleep_for(0s);
}

TEST_F(a_process_ended_from_outside, ends_though_nothing_makes_it_wait) {
  const struct {
    const char* what;
    process (*endless)(surroundings&);
  } all[] = {{"writes to a buffer that drops", writes},
             {"sends", sends},
             {"reads", reads_what_it_wrote},
             {"asks a closed channel", asks_a_closed_channel},
             {"tries for no time", tries_for_no_time},
             {"writes with time", writes_with_time},
             {"a par of operations", writes_together},
             {"the same with time", writes_together_in_time},
             {"extended reads", looks_at_what_it_wrote},
             {"a choice that meets at once", chooses},
             {"a choice over a range", chooses_among_a_range},
             {"a skip", skips},
             {"a time that has come", chooses_a_time_that_has_come},
             {"a kept choice", selects},
             {"a barrier at which it is alone", syncs_alone},
             {"the same in a choice", chooses_a_barrier},
             {"calls", calls},
             {"calls one after the other", calls_in_turn},
             {"a par of none", starts_none},
             {"a par", starts_some},
             {"a par without memory", has_no_memory},
             {"scopes", opens_scopes},
             {"yields", yields},
             {"sleeps for no time", sleeps_for_no_time}};
  for (const auto& each : all) {
    SCOPED_TRACE(each.what);
    ends(each.endless);
  }
}

// One that meets many, each of whom is back before it runs again. What it has taken it has.
TEST_F(a_process_ended_from_outside, has_every_value_that_it_took) {
  constexpr int many = 200;
  std::atomic<int> written = 0, read = 0;
  auto write = [&](writer<int> out) -> process {
    for (;; ++written) co_await out.write(1);
  };
  auto reads = [&](reader<int> in, writer<void> begun) -> process {
    for (int i = 0; i < 1000; ++i) read += co_await in.read();
    co_await begun.write();
    for (;;) read += co_await in.read();
  };
  {
    channel<void> begun;
    channel<int> c;
    auto all = [&]() -> process {
      std::vector<process> list;
      for (int i = 0; i < many; ++i) list.push_back(write(c.writer()));
      list.push_back(reads(c.reader(), begun.writer()));
      co_await csp::par(std::move(list));
    };
    csp::network<void> network(all());
    auto end = begun.reader();
    EXPECT_TRUE(end.next().wait());
  }
  EXPECT_GE(read, written);         // a write is counted when its process goes on, and it may have ended
  EXPECT_LE(read, written + many);  // each has one at most that was not counted
}

// A process that only calls lets the others run.
TEST_F(law, an_idle_neighbour_of_a_process_that_only_calls_runs) {
  std::atomic<bool> over = false;
  auto calls = [&]() -> process {
    while (!over) co_await nothing();
  };
  auto neighbour = [&]() -> process {
    over = true;
    co_return;
  };
  auto all = [&]() -> process { co_await csp::par(calls(), neighbour()); };
  EXPECT_TRUE(csp::run(all()));
}

#if defined(__cpp_exceptions)
TEST_F(a_process_ended_from_outside, lets_the_exception_of_its_sibling_out_though_nothing_makes_it_wait) {
  bool caught = false;
  auto samples = [](writer<int> out) -> process {
    for (int i = 0;; ++i) co_await out.write(i);
  };
  auto throws = []() -> process {
    co_await csp::yield();
    throw 1;
  };
  auto all = [&]() -> process {
    channel<int, csp::latest> c;
    auto in = c.reader();
    try {
      co_await csp::par(samples(c.writer()), throws());
    } catch (int) {
      caught = true;
    }
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_TRUE(caught);
}

// Ends that die in an exception that is caught, and what their process meets then.

struct after {
  channel<int> poisoned;
  channel<int> closed;
  channel<int, csp::latest> last;
  std::atomic<bool> seen = false;

  after() {
    poisoned.poison();
    auto gone = closed.writer();
  }
};

class an_end_that_died_in_an_exception_that_was_caught : public law {
 protected:
  static process victim(writer<int> out, after& a, process (*goes_on)(after&)) {
    try {
      const writer<int> dies(std::move(out));
      throw 1;
    } catch (int) {
    }
    co_await goes_on(a);
  }

  // What the other side of its channel sees.
  static status sees(process (*goes_on)(after&)) {
    status how = status::would_wait;
    auto look = [&](reader<int> in, after& a) -> process {
      how = (co_await in.next()).status();
      a.seen = true;
    };
    auto all = [&]() -> process {
      after a;
      channel<int> c;
      co_await csp::par(look(c.reader(), a), victim(c.writer(), a, goes_on));
    };
    EXPECT_TRUE(csp::run(all()));
    return how;
  }
};

TEST_F(an_end_that_died_in_an_exception_that_was_caught, retires_whatever_its_process_meets_then) {
  const struct {
    const char* what;
    process (*goes_on)(after&);
  } all[] = {{"its end", [](after&) -> process { co_return; }},
             {"poison", [](after& a) -> process { co_await a.poisoned.read(); }},
             {"poison in a par", [](after& a) -> process { co_await csp::par(a.poisoned.read(), a.poisoned.read()); }},
             {"poison in a choice",
              [](after& a) -> process {
                int x = 0;
                co_await csp::pri_alt(a.poisoned.into(x));
              }},
             {"closed", [](after& a) -> process { co_await a.closed.read(); }},
             {"no memory",
              [](after&) -> process {
                const frames::only none(0);
                co_await nothing();
              }},
             {"operations that do not wait",
              [](after& a) -> process {
                while (!a.seen) co_await a.last.write(1);
              }},
             {"pars of them",
              [](after& a) -> process {
                while (!a.seen) co_await csp::par(a.last.write(1), a.last.write(1));
              }},
             {"choices that do not wait",
              [](after& a) -> process {
                while (!a.seen) {
                  int x = 1;
                  co_await csp::pri_alt(a.last.from(x));
                }
              }},
             {"choices that are skipped",
              [](after& a) -> process {
                while (!a.seen) co_await csp::pri_alt(csp::skip());
              }},
             {"calls", [](after& a) -> process {
                while (!a.seen) co_await nothing();
              }}};
  for (const auto& each : all) {
    SCOPED_TRACE(each.what);
    EXPECT_EQ(sees(each.goes_on), status::closed);
  }
}
#endif

}  // namespace
