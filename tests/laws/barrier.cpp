// Laws of barriers: nobody goes on before all that are enrolled have come.
#include <csp/csp.hpp>

#include "law.hpp"

using csp::barrier, csp::channel, csp::enrolment, csp::process, csp::reader, csp::status, csp::writer;
using namespace std::chrono_literals;

namespace {

class barriers : public law {};

TEST_F(barriers, let_nobody_go_on_before_all_have_come) {
  constexpr int parties = 5, rounds = 50;
  std::atomic<int> came[rounds] = {};
  std::atomic<bool> early = false;
  auto worker = [&](enrolment e, int delay) -> process {
    for (int r = 0; r < rounds; ++r) {
      for (int i = 0; i < delay; ++i) co_await csp::yield();
      ++came[r];
      co_await e.sync();
      if (came[r] != parties) early = true;
    }
  };
  auto all = [&]() -> process {
    barrier b;
    std::vector<process> workers;
    for (int i = 0; i < parties; ++i) workers.push_back(worker(b.enrol(), i));
    co_await csp::par(std::move(workers));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_FALSE(early);
}

// As an end that is empty may: csp::when(e, e.guard()).
TEST_F(barriers, an_empty_enrolment_may_stand_in_a_choice_that_excludes_it) {
  auto chooses = []() -> process {
    enrolment none;
    reader<int> nobody;
    int x = 0;
    bool wanted = false;
    EXPECT_EQ(co_await csp::pri_alt(csp::when(none, none.guard()), csp::when(nobody, nobody.into(x)), csp::skip()), 2U);
    auto kept = csp::keep(csp::pri_alt(csp::when(std::ref(wanted), none.guard()), csp::after(1ms)));
    EXPECT_EQ(co_await kept.select(), 1U);
    EXPECT_EQ(co_await kept.select(), 1U);
  };
  EXPECT_TRUE(csp::run(chooses()));
}

TEST_F(barriers, one_party_alone_never_waits) {
  auto alone = []() -> process {
    barrier b;
    enrolment e = b.enrol();
    for (int i = 0; i < 200; ++i) co_await e.sync();
  };
  EXPECT_TRUE(csp::run(alone()));
}

TEST_F(barriers, who_ends_or_resigns_is_not_waited_for) {
  std::atomic<int> rounds = 0;
  auto worker = [&](enrolment e, int n) -> process {
    for (int i = 0; i < n; ++i) co_await e.sync(), ++rounds;
  };
  auto quitter = [](enrolment e) -> process {
    co_await e.sync();
    e.resign();
    EXPECT_FALSE(static_cast<bool>(e));
  };
  auto all = [&]() -> process {
    barrier b;
    co_await csp::par(worker(b.enrol(), 2), worker(b.enrol(), 10), worker(b.enrol(), 7), quitter(b.enrol()));
  };
  EXPECT_TRUE(csp::run(all()));
  EXPECT_EQ(rounds, 19);
}

TEST_F(barriers, a_guard_commits_all_in_one_step) {
  for (const bool keep : {false, true}) {
    constexpr int rounds = 200;
    std::atomic<int> synced[3] = {}, timeouts = 0;
    auto choosing = [&](enrolment e, int me) -> process {
      auto choice = csp::keep(csp::pri_alt(e.guard(), csp::after(200us)));
      while (synced[me] < rounds) {
        unsigned which = 9;
        if (keep) {
          which = co_await choice.select();
        } else {
          which = co_await csp::pri_alt(e.guard(), csp::after(200us));
        }
        if (which == 0) {
          ++synced[me];
        } else {
          ++timeouts;
        }
      }
    };
    auto plain = [&](enrolment e) -> process {
      for (int i = 0; i < rounds; ++i) {
        if (i % 50 == 0) co_await csp::sleep_for(500us);
        co_await e.sync();
        ++synced[2];
      }
    };
    auto all = [&]() -> process {
      barrier b;
      co_await csp::par(choosing(b.enrol(), 0), choosing(b.enrol(), 1), plain(b.enrol()));
    };
    EXPECT_TRUE(csp::run(all()));
    for (const auto& n : synced) EXPECT_EQ(n, rounds);
    EXPECT_GT(timeouts, 0);
  }
}

TEST_F(barriers, a_choice_that_took_another_guard_has_not_come) {
  for (const bool keep : {false, true}) {
    record order;
    auto choosing = [&](enrolment e, reader<int> in) -> process {
      int x = 0;
      auto choice = csp::keep(csp::pri_alt(e.guard(), in.into(x)));
      for (int i = 0; i < 2; ++i) {
        unsigned which = 9;
        if (keep) {
          which = co_await choice.select();
        } else {
          which = co_await csp::pri_alt(e.guard(), in.into(x));
        }
        order += "bc?"[which];
      }
    };
    auto other = [&](enrolment e, writer<int> out) -> process {
      co_await out.write(1);
      order += '-';
      co_await e.sync();
    };
    auto all = [&]() -> process {
      barrier b;
      channel<int> c;
      const writer<int> open = c.writer();
      co_await csp::par(choosing(b.enrol(), c.reader()), other(b.enrol(), c.writer()));
    };
    EXPECT_TRUE(csp::run(all()));
    EXPECT_TRUE(order.text() == "cb-" || order.text() == "c-b" || order.text() == "-cb") << order.text();
  }
}

#if defined(__cpp_exceptions)
TEST_F(barriers, one_that_is_ended_while_it_waits_resigns) {
  auto all = []() -> process {
    barrier b;
    enrolment mine = b.enrol();
    auto waits = [](enrolment e) -> process {
      co_await e.sync();
      ADD_FAILURE() << "nobody else came";
    };
    auto fails = []() -> process {
      for (int i = 0; i < 10; ++i) co_await csp::yield();
      throw 1;
    };
    try {
      co_await csp::par(waits(b.enrol()), fails());
    } catch (int) {
    }
    co_await mine.sync();  // alone again
  };
  EXPECT_TRUE(csp::run(all()));
}
#endif

using misused_barriers = barriers;

TEST_F(misused_barriers, an_enrolment_that_was_resigned) {
  auto sync = []() -> process {
    barrier b;
    enrolment e = b.enrol();
    e.resign();
    co_await e.sync();
  };
  EXPECT_DEATH(static_cast<void>(csp::run(sync())), "moved from or retired");
}

TEST_F(misused_barriers, a_barrier_destroyed_before_its_enrolments) {
  EXPECT_DEATH(
      {
        enrolment e;
        barrier b("starting line");
        e = b.enrol();
      },
      "must outlive its ends: starting line");
}

}  // namespace
