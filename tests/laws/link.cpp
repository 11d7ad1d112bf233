// Laws of links, and of several coop engines in one program, each on a thread, or a core, of its own.
#include <csp/coop_on.hpp>
#include <csp/link.hpp>

#include "elsewhere.hpp"
#include "law.hpp"
#include "side_by_side.hpp"

using csp::status;
using namespace std::chrono_literals;

#ifndef CSP_TEST_MESSAGES
#define CSP_TEST_MESSAGES 1'000'000
#endif

namespace {

using first = csp::coop_on<0>;
using second = csp::coop_on<1>;

template <class E>
constexpr bool is_coop = requires { E::sleeper(); };

class engines : public law {};

static_assert(std::is_same_v<first::channel<int>, csp::coop::channel<int>>);
static_assert(!std::is_same_v<second::channel<int>, first::channel<int>>);

// Communication, choice, timers, scopes and reports of one of them.
template <class Engine>
struct work {
  using process = typename Engine::process;
  template <class T>
  using reader = typename Engine::template reader<T>;
  template <class T>
  using writer = typename Engine::template writer<T>;

  static process count(writer<int> out, int n) {
    for (int i = 0; i < n; ++i) co_await out.write(i);
  }
  static process add(reader<int> a, reader<int> b, long& sum) {
    int x = 0;
    auto choice = csp::keep(csp::fair_alt(a.into(x), b.into(x), Engine::after(1h)));
    for (;;) {
      co_await choice.select();
      sum += x;
    }
  }
  static process yields() { co_await csp::yield(); }
  static process all(int n, long& sum) {
    typename Engine::template channel<int> a, b;
    co_await csp::par(count(a.writer(), n), count(b.writer(), n), add(a.reader(), b.reader(), sum));
    co_await Engine::sleep_for(1ms);
    co_await Engine::scope([](typename Engine::spawner& here) -> process {
      EXPECT_EQ(here.spawn(yields()), status::done);
      co_return;
    });
  }
};

TEST_F(engines, have_networks_of_their_own_on_threads_of_their_own) {
  constexpr int n = 5000;
  long one = 0, other = 0;
  side_by_side([&] { EXPECT_TRUE(csp::run(work<first>::all(n, one))); },
               [&] { EXPECT_TRUE(csp::run(work<second>::all(n, other))); });
  EXPECT_EQ(one, long{n} * (n - 1));
  EXPECT_EQ(other, one);
}

TEST_F(engines, find_their_own_deadlocks_and_report_their_own_processes) {
  first::channel<int> awaited("of the first");
  auto waits = [](auto in) -> second::process { co_await in.read(); };
  auto stands_still = [&]() -> second::process {
    second::channel<int> c("of the second");
    const second::writer<int> open = c.writer();
    co_await waits(c.reader());
  };
  auto reads = [](first::reader<int> in) -> first::process { co_await in.read(); };
  auto runs_the_second = [&](first::writer<int> out) -> first::process {
    printed().clear();
    EXPECT_EQ(csp::run(stands_still()).status(), status::deadlock);
    co_await out.write(1);
  };
  auto all = [&]() -> first::process { co_await csp::par(reads(awaited.reader()), runs_the_second(awaited.writer())); };
  EXPECT_TRUE(csp::run(all()));
  if (CSP_NAMES) {
    EXPECT_NE(printed().find("of the second"), std::string::npos);
    EXPECT_EQ(printed().find("of the first"), std::string::npos);
  }
}

template <class From, class To>
struct pair {
  using from = From;
  using to = To;
};

template <class Pair>
class links : public law {
 public:
  using from = typename Pair::from;
  using to = typename Pair::to;
  using writing = csp::basic_process_of<void, from>;
  using reading = csp::basic_process_of<void, to>;
  template <class T>
  using writer = csp::basic_writer<T, from>;
  template <class T>
  using reader = csp::basic_reader<T, to>;
  template <class T, std::uint16_t N = 16>
  using link = csp::link<T, N, from, to>;

  static writing write_all(writer<tracked> out, int n) {
    for (int i = 0; i < n; ++i) co_await out.write(tracked(i));
  }
  // Reads until it is over, and asks that what comes is 0, 1, 2 …
  static reading read_all(reader<tracked> in, int& read, status& over) {
    for (read = 0;; ++read) {
      auto x = co_await in.next();
      over = x.status();
      if (!x) break;
      EXPECT_EQ(x->number, read);
    }
  }
};

using pairs = pairs_of_engines<pair>;
TYPED_TEST_SUITE(links, pairs);

TYPED_TEST(links, carry_every_value_in_its_order_whoever_is_faster) {
  typename TestFixture::template link<tracked, 3> l;
  EXPECT_TRUE(l);
  constexpr int n = 5000;
  int read = 0;
  status over = status::done;
  auto out = l.writer();
  auto in = l.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(this->write_all(std::move(out), n))); },
               [&] { EXPECT_TRUE(csp::run(this->read_all(std::move(in), read, over))); });
  EXPECT_EQ(read, n);
  EXPECT_EQ(over, status::closed);
}

TYPED_TEST(links, carry_a_great_many) {
  using fixture = TestFixture;
  // A value wakes a thread of `threads`.
  constexpr bool on_coop = is_coop<typename fixture::from> && is_coop<typename fixture::to>;
  constexpr std::uint64_t n = CSP_TEST_MESSAGES / (on_coop ? 10 : 1000);
  std::uint64_t sum = 0;
  typename TestFixture::template link<std::uint64_t, 64> l;
  auto writes = [](typename fixture::template writer<std::uint64_t> out) -> typename fixture::writing {
    for (std::uint64_t i = 0; i < n; ++i) co_await out.write(i);
  };
  auto reads = [&](typename fixture::template reader<std::uint64_t> in) -> typename fixture::reading {
    for (;;) sum += co_await in.read();
  };
  auto out = l.writer();
  auto in = l.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(writes(std::move(out)))); },
               [&] { EXPECT_EQ(csp::run(reads(std::move(in))).status(), status::closed); });
  EXPECT_EQ(sum, n * (n - 1) / 2);
}

TYPED_TEST(links, let_what_is_on_its_way_be_read_when_the_last_writer_has_retired) {
  typename TestFixture::template link<tracked, 4> l;
  int read = 0;
  status over = status::done;
  EXPECT_TRUE(csp::run(this->write_all(l.writer(), 4)));
  EXPECT_TRUE(csp::run(this->read_all(l.reader(), read, over)));
  EXPECT_EQ(read, 4);
  EXPECT_EQ(over, status::closed);
}

TYPED_TEST(links, keep_as_many_as_they_have_room_for_and_destroy_what_is_never_read) {
  typename TestFixture::template link<tracked, 4> l;
  auto writes = [](auto out) -> typename TestFixture::writing {
    for (int i = 0; i < 4; ++i) EXPECT_EQ(out.try_write(tracked(i)), status::done);
    tracked one_more(4);
    EXPECT_EQ(out.try_write(std::move(one_more)), status::would_wait);
    co_return;
  };
  EXPECT_TRUE(csp::run(writes(l.writer())));
  EXPECT_EQ(tracked::alive, 4);
}

TYPED_TEST(links, are_poisoned_from_the_side_of_the_writers_past_what_is_on_its_way) {
  typename TestFixture::template link<tracked, 4> l;
  auto writes = [](auto out) -> typename TestFixture::writing {
    co_await out.write(tracked(0));
    co_await out.write(tracked(1));
    out.poison();
  };
  int read = 0;
  status over = status::done;
  EXPECT_TRUE(csp::run(writes(l.writer())));
  EXPECT_TRUE(csp::run(this->read_all(l.reader(), read, over)));
  EXPECT_LE(read, 2);
  EXPECT_EQ(over, status::poisoned);
}

TYPED_TEST(links, are_closed_and_poisoned_from_the_side_of_the_readers) {
  using fixture = TestFixture;
  for (const bool poisons : {false, true}) {
    typename TestFixture::template link<tracked, 2> l;
    auto reads = [poisons](typename fixture::template reader<tracked> in) -> typename fixture::reading {
      const tracked x = co_await in.read();
      EXPECT_EQ(x.number, 0);
      if (poisons) in.poison();
    };
    auto out = l.writer();
    auto in = l.reader();
    side_by_side(
        [&] {
          EXPECT_EQ(csp::run(this->write_all(std::move(out), 1'000'000'000)).status(),
                    poisons ? status::poisoned : status::closed);
        },
        [&] { EXPECT_TRUE(csp::run(reads(std::move(in)))); });
  }
}

TYPED_TEST(links, have_ends_that_are_guards) {
  using fixture = TestFixture;
  constexpr int n = 2000;
  typename fixture::template link<int, 2> a, b;
  std::vector<int> read[2];
  // Each value to whoever has room for it.
  auto writes = [](typename fixture::template writer<int> to_a, typename fixture::template writer<int> to_b) ->
      typename fixture::writing {
        csp::turn turn;
        for (int i = 0; i < n; ++i) co_await csp::fair_alt(turn, to_a.from(i), to_b.from(i));
      };
  auto reads = [&](typename fixture::template reader<int> from_a, typename fixture::template reader<int> from_b) ->
      typename fixture::reading {
        int x = 0;
        auto choice = csp::keep(csp::alt(from_a.into(x), from_b.into(x)));
        for (;;) {
          const std::size_t which = co_await choice.select();
          read[which].push_back(x);
        }
      };
  auto to_a = a.writer(), to_b = b.writer();
  auto from_a = a.reader(), from_b = b.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(writes(std::move(to_a), std::move(to_b)))); },
               [&] { EXPECT_FALSE(csp::run(reads(std::move(from_a), std::move(from_b)))); });
  EXPECT_EQ(read[0].size() + read[1].size(), std::size_t{n});
  for (const auto& each : read) EXPECT_TRUE(std::is_sorted(each.begin(), each.end()));
}

TYPED_TEST(links, let_an_extended_read_look_at_a_value_before_the_next_comes) {
  using fixture = TestFixture;
  typename fixture::template link<tracked, 2> l;
  int read = 0;
  auto reads = [&](typename fixture::template reader<tracked> in) -> typename fixture::reading {
    for (;;)
      co_await in.extended([&](const tracked& x) -> typename fixture::reading {
        EXPECT_EQ(x.number, read);
        co_await csp::yield();
        EXPECT_EQ(x.number, read++);
      });
  };
  auto out = l.writer();
  auto in = l.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(this->write_all(std::move(out), 500))); },
               [&] { EXPECT_EQ(csp::run(reads(std::move(in))).status(), status::closed); });
  EXPECT_EQ(read, 500);
}

// Either side sleeps until the other has done its turn.
TYPED_TEST(links, go_there_and_back) {
  using fixture = TestFixture;
  constexpr int n = 1000;
  csp::link<int, 1, typename fixture::from, typename fixture::to> there;
  csp::link<int, 1, typename fixture::to, typename fixture::from> back;
  auto asks = [](typename fixture::template writer<int> out, csp::basic_reader<int, typename fixture::from> in) ->
      typename fixture::writing {
        for (int i = 0; i < n; ++i) {
          co_await out.write(i);
          EXPECT_EQ(co_await in.read(), i + 1);
        }
      };
  auto replies = [](typename fixture::template reader<int> in, csp::basic_writer<int, typename fixture::to> out) ->
      typename fixture::reading {
        for (;;) co_await out.write(co_await in.read() + 1);
      };
  auto asks_by = there.writer();
  auto asked_by = there.reader();
  auto replies_by = back.writer();
  auto hears_by = back.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(asks(std::move(asks_by), std::move(hears_by)))); },
               [&] { EXPECT_FALSE(csp::run(replies(std::move(asked_by), std::move(replies_by)))); });
}

// Somebody who is no process writes to the network that reads, while both work.
TYPED_TEST(links, carry_on_while_values_come_from_elsewhere) {
  using fixture = TestFixture;
  constexpr int n = 1000;
  typename fixture::template link<tracked, 2> l;
  csp::basic_channel<int, csp::unbuffered, typename fixture::to> c;
  int read = 0, heard = 0;
  status over = status::done;
  auto hears = [&](typename fixture::template reader<int> in) -> typename fixture::reading {
    for (; heard < n; ++heard) EXPECT_EQ(co_await in.read(), heard);
  };
  auto both = [&](auto from_link, auto from_elsewhere) -> typename fixture::reading {
    csp::basic_interrupt_writer<int, csp::drops_newest<4>, typename fixture::to> end(c.writer());
    elsewhere source([&, i = 0]() mutable {
      if (end.try_write(i) != status::done) return elsewhere::turn::later;
      return ++i < n ? elsewhere::turn::again : elsewhere::turn::over;
    });
    co_await csp::par(this->read_all(std::move(from_link), read, over), hears(std::move(from_elsewhere)));
    source.join();
  };
  auto out = l.writer();
  auto in = l.reader();
  auto from_elsewhere = c.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(this->write_all(std::move(out), n))); },
               [&] { EXPECT_TRUE(csp::run(both(std::move(in), std::move(from_elsewhere)))); });
  EXPECT_EQ(read, n);
  EXPECT_EQ(heard, n);
}

TYPED_TEST(links, of_nothing_carry_signals) {
  using fixture = TestFixture;
  typename fixture::template link<void, 3> l;
  int heard = 0;
  auto calls = [](typename fixture::template writer<void> out) -> typename fixture::writing {
    for (int i = 0; i < 100; ++i) co_await out.write();
  };
  auto hears = [&](typename fixture::template reader<void> in) -> typename fixture::reading {
    for (;;) {
      co_await in.read();
      ++heard;
    }
  };
  auto out = l.writer();
  auto in = l.reader();
  side_by_side([&] { EXPECT_TRUE(csp::run(calls(std::move(out)))); },
               [&] { EXPECT_FALSE(csp::run(hears(std::move(in)))); });
  EXPECT_EQ(heard, 100);
}

}  // namespace
